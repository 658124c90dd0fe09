-- Publications: of the whole database, without their tables and schemas.
SELECT p.oid AS _oid, 0 AS _sub, 0 AS _position,
       '' AS _schema, quote_ident(p.pubname) AS _name, '' AS _detail,
       CASE WHEN p.puballtables THEN 'true' END AS "allTables",
       concat_ws(', ', 'publish = ' || quote_literal(concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END,
                   CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END,
                   CASE WHEN p.pubtruncate THEN 'truncate' END)),
                 'publish_via_partition_root = ' || p.pubviaroot,
                 'publish_generated_columns = ' || CASE to_jsonb(p) ->> 'pubgencols' WHEN 'n' THEN 'none' WHEN 's' THEN 'stored' END) AS "options",
       quote_ident(pg_get_userbyid(p.pubowner)) AS "owner",
       quote_literal(d.description) AS "comment"
  FROM pg_publication p
  LEFT JOIN pg_description d ON d.objoid = p.oid AND d.classoid = 'pg_publication'::regclass
 WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_publication'::regclass AND e.objid = p.oid AND e.deptype = 'e')
