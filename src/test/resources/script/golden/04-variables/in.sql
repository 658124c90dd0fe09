-- revisor:revision 5e
-- revisor:upgrade
CREATE SCHEMA :"tenant";
COMMENT ON SCHEMA :"tenant" IS :'motto';
CREATE TABLE :"tenant".t (a int[] DEFAULT '{1,2}'::int[] CHECK (a[1:2] = a[1\::limit]));
SELECT ':tenant', "':tenant'", $$:'tenant'$$ /* :tenant */, :limit::int; -- :tenant
