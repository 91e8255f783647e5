-- Who may do what, in a schema of its own; the privileges of PostgreSQL follow from these rows.
CREATE SCHEMA IF NOT EXISTS ctrack_access;
GRANT USAGE ON SCHEMA ctrack_access TO PUBLIC;

CREATE TABLE IF NOT EXISTS ctrack_access.access_grant (
    role_name text NOT NULL,
    duty text NOT NULL CHECK (duty IN ('reader', 'contributor', 'focal_point', 'coordinator', 'administrator')),
    -- The code of a party; none is every party. A contributor's is that of the agency.
    party text NOT NULL DEFAULT '',
    agency text NOT NULL DEFAULT '',
    -- Up to which level notes are told.
    level text NOT NULL CHECK (level IN ('public', 'restricted', 'internal')),
    granted_by text NOT NULL DEFAULT session_user,
    granted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (role_name, duty, party, agency),
    CHECK ((duty = 'contributor') = (agency <> '')),
    CHECK (duty = 'reader' OR (duty = 'focal_point') = (party <> ''))
);

-- What was granted and revoked, and by whom; no role of this register changes it.
CREATE TABLE IF NOT EXISTS ctrack_access.access_log (
    done_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    done_by text NOT NULL DEFAULT session_user,
    deed text NOT NULL,
    role_name text NOT NULL,
    duty text NOT NULL,
    party text NOT NULL,
    agency text NOT NULL,
    level text NOT NULL
);

-- Which role wrote an entry of the journal or a paper: authors are what people call themselves, this is not.
CREATE TABLE IF NOT EXISTS ctrack_access.written (
    of_table text NOT NULL,
    number integer NOT NULL,
    role_name text NOT NULL DEFAULT session_user,
    written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (of_table, number)
);

CREATE OR REPLACE FUNCTION ctrack_access.owner() RETURNS name
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'HOME.undertaking'::regclass);
END $$;

-- The roles that everything is open to: the owner, coordinators and administrators.
CREATE OR REPLACE FUNCTION ctrack_access.full_roles() RETURNS name[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT array_agg(rolname ORDER BY rolname) FROM pg_roles
    WHERE rolname = ctrack_access.owner() OR rolname IN (
        SELECT role_name FROM ctrack_access.access_grant WHERE duty IN ('coordinator', 'administrator')));
END $$;

-- Give a role the privileges that follow from its rows, and no other; a role that is gone has none.
CREATE OR REPLACE FUNCTION ctrack_access.settle(whose text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    each text;
    everybody text;
    duties text[] := ARRAY(SELECT duty FROM ctrack_access.access_grant WHERE role_name = whose);
    is_full boolean := duties && ARRAY['coordinator', 'administrator'];
    writes boolean := duties && ARRAY['contributor', 'focal_point'];
BEGIN
    SELECT string_agg(quote_ident(name), ', ') INTO everybody FROM unnest(ctrack_access.full_roles()) AS r(name);
    FOREACH each IN ARRAY @TABLES@ LOOP
        EXECUTE format('ALTER POLICY ctrack_all ON HOME.%I TO %s', each, everybody);
    END LOOP;
    IF whose = ctrack_access.owner() OR NOT EXISTS (SELECT FROM pg_roles WHERE rolname = whose) THEN
        RETURN;
    END IF;
    FOREACH each IN ARRAY @TABLES@ || '{alembic_version}'::text[] LOOP
        EXECUTE format('REVOKE ALL ON HOME.%I FROM %I', each, whose);
    END LOOP;
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA ctrack_access FROM %I', whose);
    EXECUTE format('REVOKE ALL (@COLUMNS_OF_JOURNAL@) ON HOME.journal FROM %I', whose);
    EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA HOME FROM %I', whose);
    IF duties = '{}' THEN
        EXECUTE format('REVOKE ALL ON SCHEMA HOME FROM %I', whose);
        RETURN;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA HOME TO %I', whose);
    EXECUTE format('GRANT SELECT ON HOME.alembic_version TO %I', whose);
    IF is_full THEN
        FOREACH each IN ARRAY @TABLES@ LOOP
            EXECUTE format('GRANT SELECT, INSERT ON HOME.%I TO %I', each, whose);
            IF each <> ALL (@APPEND_ONLY@) THEN
                EXECUTE format('GRANT UPDATE, DELETE ON HOME.%I TO %I', each, whose);
            END IF;
        END LOOP;
        EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA HOME TO %I', whose);
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA ctrack_access TO %I', whose);
        IF 'administrator' = ANY (duties) THEN
            EXECUTE format('GRANT INSERT, DELETE ON ctrack_access.access_grant TO %I', whose);
        END IF;
        RETURN;
    END IF;
    FOREACH each IN ARRAY @READ_BY_ROW@ LOOP
        EXECUTE format('GRANT SELECT ON HOME.%I TO %I', each, whose);
    END LOOP;
    FOREACH each IN ARRAY @MASKED@ LOOP
        EXECUTE format('GRANT SELECT ON ctrack_access.%I TO %I', each, whose);
    END LOOP;
    EXECUTE format('GRANT SELECT (@COLUMNS_OF_JOURNAL@) ON HOME.journal TO %I', whose);
    -- Which reminders were sent, and neither to which address nor with what mark an answer proves itself.
    EXECUTE format('GRANT SELECT (@COLUMNS_OF_REMINDER@) ON HOME.reminder TO %I', whose);
    EXECUTE format('GRANT SELECT (@COLUMNS_OF_MAIL@) ON HOME.mail TO %I', whose);
    EXECUTE format('GRANT INSERT ON HOME.report, ctrack_access.report TO %I', whose);
    IF writes THEN
        EXECUTE format('GRANT INSERT ON HOME.journal, HOME.status_update TO %I', whose);
        EXECUTE format('GRANT INSERT ON ctrack_access.journal, ctrack_access.status_update TO %I', whose);
        EXECUTE format('GRANT UPDATE ON HOME.undertaking TO %I', whose);
        EXECUTE format('GRANT UPDATE (state, entry) ON HOME.answer TO %I', whose);
        EXECUTE format('GRANT INSERT, UPDATE, DELETE ON HOME.occurrence TO %I', whose);
        EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA HOME TO %I', whose);
    END IF;
    IF 'focal_point' = ANY (duties) THEN
        EXECUTE format('GRANT INSERT, UPDATE, DELETE ON HOME.contribution, HOME.agency, HOME.person TO %I', whose);
    END IF;
END $$;
REVOKE ALL ON FUNCTION ctrack_access.settle(text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION ctrack_access.follow_grant() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.role_name = ctrack_access.owner() THEN
            RAISE EXCEPTION 'ctrack: the owner % keeps everything', OLD.role_name USING ERRCODE = '42501';
        END IF;
        INSERT INTO ctrack_access.access_log (deed, role_name, duty, party, agency, level)
        VALUES ('revoke', OLD.role_name, OLD.duty, OLD.party, OLD.agency, OLD.level);
        PERFORM ctrack_access.settle(OLD.role_name);
    ELSE
        -- Whatever was sent, this is true of who granted it and when.
        UPDATE ctrack_access.access_grant SET granted_by = session_user, granted_at = now()
        WHERE (role_name, duty, party, agency) = (NEW.role_name, NEW.duty, NEW.party, NEW.agency);
        INSERT INTO ctrack_access.access_log (deed, role_name, duty, party, agency, level)
        VALUES ('grant', NEW.role_name, NEW.duty, NEW.party, NEW.agency, NEW.level);
        PERFORM ctrack_access.settle(NEW.role_name);
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS follow_grant ON ctrack_access.access_grant;
CREATE TRIGGER follow_grant AFTER INSERT OR DELETE ON ctrack_access.access_grant
FOR EACH ROW EXECUTE FUNCTION ctrack_access.follow_grant();
