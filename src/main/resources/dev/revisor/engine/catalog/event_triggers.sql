-- Event triggers: of the whole database.
SELECT t.oid AS _oid, 0 AS _sub, 0 AS _position,
       '' AS _schema, quote_ident(t.evtname) AS _name, '' AS _detail,
       'ON ' || t.evtevent
         || CASE WHEN t.evttags IS NULL THEN '' ELSE ' WHEN TAG IN (' ||
              (SELECT string_agg(quote_literal(g), ', ' ORDER BY g COLLATE "C") FROM unnest(t.evttags) g) || ')' END
         || ' EXECUTE FUNCTION ' || t.evtfoid::regproc::text || '()' AS "definition",
       CASE t.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' END AS "enabled",
       quote_ident(pg_get_userbyid(t.evtowner)) AS "owner",
       quote_literal(d.description) AS "comment"
  FROM pg_event_trigger t
  LEFT JOIN pg_description d ON d.objoid = t.oid AND d.classoid = 'pg_event_trigger'::regclass
 WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_event_trigger'::regclass AND e.objid = t.oid AND e.deptype = 'e')
