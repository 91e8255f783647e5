-- The journal, what was said, the ledger and the settings, as a role sees them that sees a part: views that stand before
-- the tables (`ctrack_access.enter`). The owner reads for them, and each shows no more than it says here.

-- The codes of the parties that a role sees.
CREATE OR REPLACE FUNCTION ctrack_access.seen_codes() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT code), '{}') FROM ctrack_access.sights()
$$;

-- Whose notes of which level it is told: "LY restricted", and of what is with its agency "KWT-21 LY".
CREATE OR REPLACE FUNCTION ctrack_access.told() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT ARRAY(SELECT code || ' ' || level FROM ctrack_access.sights())
        || ARRAY(SELECT ctrack_access.label_of(id) FROM unnest(ctrack_access.worked()) AS w(id))
$$;

-- The names of all else that it sees. No owner reads here, so that the policies say what it sees.
CREATE OR REPLACE FUNCTION ctrack_access.seen_names() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(name) FROM (
        SELECT 'commitment ' || code FROM HOME.commitment UNION ALL SELECT 'instrument ' || slug FROM HOME.instrument
        UNION ALL SELECT 'agency ' || code FROM HOME.agency UNION ALL SELECT 'person ' || p.name FROM HOME.person p
        UNION ALL SELECT 'party ' || code FROM HOME.party) AS n(name)
$$;

-- Whether a change of an entry is for somebody who sees these parties and names.
CREATE OR REPLACE FUNCTION ctrack_access.shows(change json, parties text[], names text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(change -> 'rows' IS NOT NULL OR CASE change ->> 'table'
        WHEN 'undertaking' THEN split_part(change ->> 'label', ' ', 2) = ANY (parties)
        WHEN 'status_update' THEN split_part(change ->> 'label', ' ', 2) = ANY (parties)
        WHEN 'occurrence' THEN split_part(change ->> 'label', ' ', 2) = ANY (parties)
        WHEN 'contribution' THEN split_part(change ->> 'label', ' ', 2) = ANY (parties)
        WHEN 'link' THEN 'commitment ' || (change ->> 'label') = ANY (names)
        WHEN 'section' THEN 'instrument ' || split_part(change ->> 'label', ' ', 1) = ANY (names)
        ELSE (change ->> 'table') || ' ' || (change ->> 'label') = ANY (names) END, false)
$$;

-- Whether it holds a note above what is told.
CREATE OR REPLACE FUNCTION ctrack_access.withholds(change json, told text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(change ->> 'table' = 'status_update' AND change -> 'after' ->> 'note' IS NOT NULL
        AND change ->> 'label' <> ALL (told)
        AND split_part(change ->> 'label', ' ', 2) || ' ' || (change -> 'after' ->> 'level') <> ALL (told), false)
$$;

CREATE OR REPLACE FUNCTION ctrack_access.seen_changes(changes json, parties text[], told text[], names text[])
RETURNS json LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(json_agg(CASE WHEN ctrack_access.withholds(c.value, told)
        THEN jsonb_set(c.value::jsonb, '{after}',
            c.value::jsonb -> 'after' || '{"note": @NOTE_WITHHELD@, "note_folded": null}')::json
        ELSE c.value END ORDER BY c.place), '[]')
    FROM json_array_elements(changes) WITH ORDINALITY AS c(value, place)
    WHERE ctrack_access.shows(c.value, parties, names)
$$;

-- Whether an entry is seen whole, in part, or not at all.
CREATE OR REPLACE FUNCTION ctrack_access.sight_of(changes json, parties text[], told text[], names text[])
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN count(*) FILTER (WHERE s.shows AND NOT s.withholds) = count(*) THEN 'whole'
        WHEN bool_or(s.shows) THEN 'part' ELSE 'none' END
    FROM json_array_elements(changes) AS c(value), LATERAL (SELECT
        ctrack_access.shows(c.value, parties, names), ctrack_access.withholds(c.value, told)) AS s(shows, withholds)
$$;

DROP VIEW IF EXISTS ctrack_access.journal;
CREATE VIEW ctrack_access.journal WITH (security_barrier) AS
SELECT @SEEN_OF_JOURNAL@, @SIGHT@ AS sight FROM HOME.journal t;

DROP VIEW IF EXISTS ctrack_access.status_update;
CREATE VIEW ctrack_access.status_update WITH (security_barrier) AS
SELECT @SEEN_OF_STATUS_UPDATE@ FROM HOME.status_update t JOIN HOME.undertaking u ON u.id = t.undertaking_id
WHERE u.party_id = ANY ((SELECT ctrack_access.seen_parties())::integer[]);

DROP VIEW IF EXISTS ctrack_access.report;
CREATE VIEW ctrack_access.report WITH (security_barrier) AS
SELECT @SEEN_OF_REPORT@, @OWN_PAPER@ AS is_own FROM HOME.report t;

DROP VIEW IF EXISTS ctrack_access.setting;
CREATE VIEW ctrack_access.setting WITH (security_barrier) AS
SELECT t.key, CASE t.key WHEN 'home_party' THEN ctrack_access.own_home() ELSE t.value END AS value
FROM HOME.setting t;
