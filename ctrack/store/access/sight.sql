-- What the role that is connected sees and writes. `session_user` is whoever logged in: SET ROLE does not change it.
-- Within these functions the owner reads, so that no policy asks itself; names are written out and the path is fixed.
CREATE OR REPLACE FUNCTION ctrack_access.mine() RETURNS SETOF ctrack_access.access_grant
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT * FROM ctrack_access.access_grant WHERE role_name = session_user ORDER BY duty, party, agency
$$;

CREATE OR REPLACE FUNCTION ctrack_access.administrators() RETURNS name[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(DISTINCT role_name::name ORDER BY role_name::name) FROM ctrack_access.access_grant
    WHERE duty = 'administrator'
$$;

CREATE OR REPLACE FUNCTION ctrack_access.has_part() RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT EXISTS (SELECT FROM ctrack_access.access_grant WHERE role_name = session_user));
END $$;

-- Whether everything is open to this role, as the policies of PostgreSQL count it: by itself or as a member.
CREATE OR REPLACE FUNCTION ctrack_access.is_full() RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM ctrack_access.access_grant
                   WHERE role_name = session_user AND duty IN ('coordinator', 'administrator'))
        OR pg_has_role(session_user, ctrack_access.owner(), 'USAGE')
        OR EXISTS (SELECT FROM ctrack_access.access_grant g JOIN pg_roles r ON r.rolname = g.role_name
                   WHERE g.duty IN ('coordinator', 'administrator') AND pg_has_role(session_user, r.oid, 'USAGE'));
END $$;

CREATE OR REPLACE FUNCTION ctrack_access.is_partial() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT ctrack_access.has_part() AND NOT ctrack_access.is_full()
$$;

-- Called as a transaction begins: for a role that sees a part, the views of that part stand before the tables.
-- It has no path of its own, for that would put back what it sets.
CREATE OR REPLACE FUNCTION ctrack_access.enter() RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    IF ctrack_access.is_partial() THEN
        PERFORM pg_catalog.set_config('search_path', 'ctrack_access, HOME', true);
        RETURN true;
    END IF;
    RETURN false;
END $$;

CREATE OR REPLACE FUNCTION ctrack_access.real_home() RETURNS integer
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT p.id FROM HOME.party p JOIN HOME.setting s ON s.value = p.code AND s.key = 'home_party');
END $$;

-- The parties that a role sees, with the levels of notes that it is told of each.
CREATE OR REPLACE FUNCTION ctrack_access.sights() RETURNS TABLE (party_id integer, code text, level text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT DISTINCT p.id, p.code, l.told
    FROM ctrack_access.access_grant g
    LEFT JOIN HOME.agency a ON a.code = g.agency
    JOIN HOME.party p ON CASE g.duty
        WHEN 'contributor' THEN p.id = coalesce(a.party_id, ctrack_access.real_home()) AND a.id IS NOT NULL
        WHEN 'focal_point' THEN p.code = g.party
        ELSE g.party IN ('', p.code) END
    JOIN (VALUES ('public', 1), ('restricted', 2), ('internal', 3)) AS l(told, rank)
        ON l.rank <= CASE g.level WHEN 'public' THEN 1 WHEN 'restricted' THEN 2 ELSE 3 END
    -- Of what is not with the agency, a contributor is told what goes round within the party, and no more.
    WHERE g.role_name = session_user AND (g.duty <> 'contributor' OR l.rank <= 2);
END $$;

CREATE OR REPLACE FUNCTION ctrack_access.seen_parties() RETURNS integer[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(array_agg(DISTINCT party_id), '{}') FROM ctrack_access.sights());
END $$;

CREATE OR REPLACE FUNCTION ctrack_access.parties_told(wanted text) RETURNS integer[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(party_id), '{}') FROM ctrack_access.sights() WHERE level = wanted
$$;

-- Whose side a role sees the register from: that of the home party where it sees it, else of its own, the first of them.
CREATE OR REPLACE FUNCTION ctrack_access.own_home() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        (SELECT code FROM ctrack_access.sights() ORDER BY party_id <> ctrack_access.real_home(), code LIMIT 1),
        (SELECT code FROM HOME.party WHERE id = ctrack_access.real_home()))
$$;

CREATE OR REPLACE FUNCTION ctrack_access.managed_parties() RETURNS integer[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(array_agg(p.id), '{}') FROM ctrack_access.access_grant g JOIN HOME.party p ON p.code = g.party
    WHERE g.role_name = session_user AND g.duty = 'focal_point');
END $$;

CREATE OR REPLACE FUNCTION ctrack_access.managed_agencies() RETURNS integer[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(array_agg(id), '{}') FROM HOME.agency
    WHERE coalesce(party_id, ctrack_access.real_home()) = ANY (ctrack_access.managed_parties()));
END $$;

-- The agencies of a contributor, with their parts.
CREATE OR REPLACE FUNCTION ctrack_access.worked_agencies() RETURNS integer[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (WITH RECURSIVE family(id) AS (
        SELECT a.id FROM HOME.agency a JOIN ctrack_access.access_grant g ON g.agency = a.code
        WHERE g.role_name = session_user AND g.duty = 'contributor'
        UNION SELECT a.id FROM HOME.agency a JOIN family f ON a.parent_id = f.id)
    SELECT coalesce(array_agg(id), '{}') FROM family);
END $$;

-- What is with those agencies.
CREATE OR REPLACE FUNCTION ctrack_access.worked() RETURNS integer[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(array_agg(u.id), '{}') FROM HOME.undertaking u,
        (SELECT ctrack_access.worked_agencies() AS ids, ctrack_access.seen_parties() AS seen) w
    WHERE w.ids <> '{}' AND u.party_id = ANY (w.seen) AND (u.lead_id = ANY (w.ids)
        OR u.id IN (SELECT undertaking_id FROM HOME.contribution WHERE agency_id = ANY (w.ids))));
END $$;

CREATE OR REPLACE FUNCTION ctrack_access.catalogued() RETURNS integer[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(id), '{}') FROM HOME.instrument WHERE origin = 'catalogue'
$$;

-- The instruments that bind one of these parties: looked up where they are bound to little; and where they are bound to
-- much, one is soon met in each.
CREATE OR REPLACE FUNCTION ctrack_access.instruments_of_few(parties integer[]) RETURNS integer[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT array_agg(DISTINCT c.instrument_id) FROM HOME.undertaking u
        JOIN HOME.commitment c ON c.id = u.commitment_id WHERE u.party_id = ANY (parties));
END $$;
REVOKE ALL ON FUNCTION ctrack_access.instruments_of_few(integer[]) FROM PUBLIC;

CREATE OR REPLACE FUNCTION ctrack_access.instruments_of_many(parties integer[]) RETURNS integer[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT array_agg(i.id) FROM HOME.instrument i, LATERAL (
        SELECT FROM HOME.commitment c WHERE c.instrument_id = i.id AND (SELECT EXISTS (
            SELECT FROM HOME.undertaking u WHERE u.commitment_id = c.id AND u.party_id = ANY (parties))) LIMIT 1) AS met);
END $$;
REVOKE ALL ON FUNCTION ctrack_access.instruments_of_many(integer[]) FROM PUBLIC;

-- The instruments that a role sees: those of the catalogue, and of its own texts those that bind a party which it sees.
-- They are found row by row by the indexes, which the server is told: it takes what is soon met for what is far to seek.
CREATE OR REPLACE FUNCTION ctrack_access.seen_instruments() RETURNS integer[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off AS $$
DECLARE
    seen integer[] := ctrack_access.seen_parties();
    are_few boolean := (SELECT count(*) < 10000 FROM (
        SELECT FROM HOME.undertaking WHERE party_id = ANY (seen) LIMIT 10000) AS found);
BEGIN
    IF NOT ctrack_access.has_part() THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(SELECT unnest(ctrack_access.catalogued()) UNION SELECT unnest(
        CASE WHEN are_few THEN ctrack_access.instruments_of_few(seen) ELSE ctrack_access.instruments_of_many(seen) END));
END $$;

CREATE OR REPLACE FUNCTION ctrack_access.may_manage(wanted integer) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT EXISTS (SELECT FROM HOME.undertaking WHERE id = wanted
                   AND party_id = ANY (ctrack_access.managed_parties())));
END $$;

CREATE OR REPLACE FUNCTION ctrack_access.may_write(wanted integer) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT ctrack_access.may_manage(wanted) OR wanted = ANY (ctrack_access.worked()));
END $$;

-- What a role that sees a part may write of a row, whichever table it is of.
CREATE OR REPLACE FUNCTION ctrack_access.may_write_row(of_table text, row_now jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(CASE of_table
        WHEN 'undertaking' THEN ctrack_access.may_write((row_now ->> 'id')::integer)
        WHEN 'status_update' THEN ctrack_access.may_write((row_now ->> 'undertaking_id')::integer)
        WHEN 'occurrence' THEN ctrack_access.may_write((row_now ->> 'undertaking_id')::integer)
        WHEN 'contribution' THEN ctrack_access.may_manage((row_now ->> 'undertaking_id')::integer)
        WHEN 'agency' THEN coalesce((row_now ->> 'party_id')::integer, ctrack_access.real_home())
            = ANY (ctrack_access.managed_parties())
        WHEN 'person' THEN (row_now ->> 'agency_id')::integer = ANY (ctrack_access.managed_agencies())
        END, false));
END $$;

-- What the journal calls an undertaking.
CREATE OR REPLACE FUNCTION ctrack_access.label_of(wanted integer) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT c.code || ' ' || p.code FROM HOME.undertaking u JOIN HOME.commitment c ON c.id = u.commitment_id
    JOIN HOME.party p ON p.id = u.party_id WHERE u.id = wanted);
END $$;
REVOKE ALL ON FUNCTION ctrack_access.label_of(integer) FROM PUBLIC;
