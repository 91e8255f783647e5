-- What roles that see a part may not do, told in the words of the register: policies alone would pass over a row.
CREATE OR REPLACE FUNCTION ctrack_access.refuse(of_table text, row_now jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'ctrack: %', coalesce(
        CASE WHEN of_table = 'undertaking' THEN ctrack_access.label_of((row_now ->> 'id')::integer)
             ELSE ctrack_access.label_of((row_now ->> 'undertaking_id')::integer) END,
        row_now ->> 'code', row_now ->> 'name', '')
    USING ERRCODE = '42501';
END $$;
REVOKE ALL ON FUNCTION ctrack_access.refuse(text, jsonb) FROM PUBLIC;

CREATE OR REPLACE FUNCTION ctrack_access.guard_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    fixed text[] := '{id,commitment_id,party_id,is_lead,is_joint,is_withdrawn}';
    changed text[];
BEGIN
    IF ctrack_access.is_full() THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP <> 'INSERT' AND NOT ctrack_access.may_write_row(TG_TABLE_NAME, to_jsonb(OLD)) THEN
        PERFORM ctrack_access.refuse(TG_TABLE_NAME, to_jsonb(OLD));
    END IF;
    IF TG_OP <> 'DELETE' AND NOT ctrack_access.may_write_row(TG_TABLE_NAME, to_jsonb(NEW)) THEN
        PERFORM ctrack_access.refuse(TG_TABLE_NAME, to_jsonb(NEW));
    END IF;
    IF TG_TABLE_NAME = 'undertaking' AND TG_OP = 'UPDATE' THEN
        IF NOT ctrack_access.may_manage(OLD.id) THEN
            fixed := fixed || '{lead_id,person_id,overseer_id,position,every,counts_from,anchor,until}'::text[];
        END IF;
        SELECT array_agg(n.key) INTO changed FROM jsonb_each(to_jsonb(NEW)) AS n
        JOIN jsonb_each(to_jsonb(OLD)) AS o USING (key) WHERE n.value <> o.value AND n.key = ANY (fixed);
        IF changed IS NOT NULL THEN
            PERFORM ctrack_access.refuse(TG_TABLE_NAME, to_jsonb(OLD));
        END IF;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- Whether the role that is connected wrote an entry.
CREATE OR REPLACE FUNCTION ctrack_access.is_own(entry integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT EXISTS (SELECT FROM ctrack_access.written
                   WHERE of_table = 'journal' AND number = entry AND role_name = session_user));
END $$;

-- A status update belongs to the entry that is being written, and takes back only what was said of the same thing;
-- a contributor takes back only what it said itself.
CREATE OR REPLACE FUNCTION ctrack_access.guard_update() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF ctrack_access.is_full() THEN
        RETURN NEW;
    END IF;
    IF NOT ctrack_access.may_write(NEW.undertaking_id)
        OR NEW.journal_number <> (SELECT coalesce(max(number), 0) + 1 FROM HOME.journal)
        OR EXISTS (SELECT FROM HOME.status_update
                   WHERE id = NEW.retracts_id AND undertaking_id <> NEW.undertaking_id)
        OR NEW.retracts_id IS NOT NULL AND NOT ctrack_access.may_manage(NEW.undertaking_id)
            AND NOT ctrack_access.is_own((SELECT journal_number FROM HOME.status_update WHERE id = NEW.retracts_id))
        OR EXISTS (SELECT FROM HOME.occurrence
                   WHERE id = NEW.occurrence_id AND undertaking_id <> NEW.undertaking_id) THEN
        PERFORM ctrack_access.refuse(TG_TABLE_NAME, to_jsonb(NEW));
    END IF;
    RETURN NEW;
END $$;

-- Whether a role may tell of this change in the journal: of rows that are its own to write, under their own names, and
-- of a row that was taken away only where it is gone.
CREATE OR REPLACE FUNCTION ctrack_access.may_tell(change jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    of_table text := change ->> 'table';
    row_now jsonb;
    row_then jsonb := CASE jsonb_typeof(change -> 'before') WHEN 'object' THEN change -> 'before' END;
    name text;
BEGIN
    IF of_table IS NULL OR of_table <> ALL ('{undertaking,status_update,occurrence,contribution,agency,person}') THEN
        RETURN false;
    END IF;
    EXECUTE format('SELECT to_jsonb(t) FROM HOME.%I t WHERE id = $1', of_table) INTO row_now
    USING (change ->> 'id')::integer;
    IF row_now IS NOT NULL AND jsonb_typeof(change -> 'after') IS DISTINCT FROM 'object' THEN
        RETURN false;
    END IF;
    row_now := coalesce(row_now, row_then, change -> 'after');
    IF row_now IS NULL OR NOT ctrack_access.may_write_row(of_table, row_now) THEN
        RETURN false;
    END IF;
    name := CASE of_table
        WHEN 'undertaking' THEN ctrack_access.label_of((row_now ->> 'id')::integer)
        WHEN 'agency' THEN row_now ->> 'code'
        WHEN 'person' THEN change ->> 'label'
        ELSE ctrack_access.label_of((row_now ->> 'undertaking_id')::integer) END;
    RETURN change ->> 'label' = name OR starts_with(change ->> 'label', name || ' ');
END $$;
REVOKE ALL ON FUNCTION ctrack_access.may_tell(jsonb) FROM PUBLIC;

-- An entry of the journal follows upon the newest, tells of what its role may write, and undoes nothing that is not.
CREATE OR REPLACE FUNCTION ctrack_access.guard_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last record;
    told json;
    change json;
BEGIN
    IF ctrack_access.is_full() THEN
        RETURN NEW;
    END IF;
    SELECT number, hash INTO last FROM HOME.journal ORDER BY number DESC LIMIT 1;
    IF NEW.number <= last.number THEN
        RAISE EXCEPTION 'entry % is there already', NEW.number USING ERRCODE = '23505';
    END IF;
    IF NEW.number <> last.number + 1 OR NEW.previous IS DISTINCT FROM last.hash
        OR NEW.hash IS DISTINCT FROM ctrack_access.hash_of(to_jsonb(NEW)) THEN
        RAISE EXCEPTION 'ctrack: entry %', NEW.number USING ERRCODE = '42501';
    END IF;
    SELECT changes INTO told FROM HOME.journal WHERE number = NEW.undoes;
    FOR change IN SELECT value FROM json_array_elements(NEW.changes) LOOP
        IF NOT coalesce(ctrack_access.may_tell(change::jsonb), false) THEN
            RAISE EXCEPTION 'ctrack: %', change ->> 'label' USING ERRCODE = '42501';
        END IF;
    END LOOP;
    IF told IS NOT NULL THEN
        FOR change IN SELECT value FROM json_array_elements(told) LOOP
            IF NOT ctrack_access.may_undo(change::jsonb, ctrack_access.is_own(NEW.undoes)) THEN
                RAISE EXCEPTION 'ctrack: entry %', NEW.undoes USING ERRCODE = '42501';
            END IF;
        END LOOP;
    END IF;
    RETURN NEW;
END $$;

-- Whether a change of an earlier entry is the role's to take back, by the row as it is, or as it was. What others wrote,
-- a contributor does not take back.
CREATE OR REPLACE FUNCTION ctrack_access.may_undo(change jsonb, is_own boolean) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    of_table text := change ->> 'table';
    row_now jsonb;
BEGIN
    IF of_table IS NULL OR of_table <> ALL ('{undertaking,status_update,occurrence,contribution,agency,person}') THEN
        RETURN false;
    END IF;
    EXECUTE format('SELECT to_jsonb(t) FROM HOME.%I t WHERE id = $1', of_table) INTO row_now
    USING (change ->> 'id')::integer;
    IF row_now IS NULL THEN
        row_now := CASE jsonb_typeof(change -> 'after') WHEN 'object' THEN change -> 'after' ELSE change -> 'before' END;
    END IF;
    RETURN ctrack_access.may_write_row(of_table, row_now) AND (is_own OR of_table IN ('agency', 'person')
        OR ctrack_access.may_manage(
            CASE WHEN of_table = 'undertaking' THEN row_now ->> 'id' ELSE row_now ->> 'undertaking_id' END::integer));
END $$;
REVOKE ALL ON FUNCTION ctrack_access.may_undo(jsonb, boolean) FROM PUBLIC;

-- JSON as the journal's hash is taken over it: sorted keys, no blanks, text as it is (`store.journal.canonical_form`).
CREATE OR REPLACE FUNCTION ctrack_access.canonical(value json) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE json_typeof(value)
        WHEN 'object' THEN (SELECT '{' || coalesce(string_agg(to_json(e.key)::text || ':'
            || ctrack_access.canonical(e.value), ',' ORDER BY e.key COLLATE "C"), '') || '}' FROM json_each(value) AS e)
        WHEN 'array' THEN (SELECT '[' || coalesce(string_agg(ctrack_access.canonical(e.value), ',' ORDER BY e.place), '')
            || ']' FROM json_array_elements(value) WITH ORDINALITY AS e(value, place))
        WHEN 'string' THEN to_json(value #>> '{}')::text
        ELSE value::text END;
END $$;

-- What an entry or a paper is known by; an entry without a layout has none in its hash either.
CREATE OR REPLACE FUNCTION ctrack_access.hash_of(entry jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT encode(sha256(convert_to(ctrack_access.canonical((entry - 'hash'
        - CASE WHEN entry ->> 'layout' IS NULL THEN 'layout' ELSE 'hash' END)::json), 'UTF8')), 'hex')
$$;

CREATE OR REPLACE FUNCTION ctrack_access.guard_paper() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last_number integer;
    last_hash text;
BEGIN
    IF ctrack_access.is_full() THEN
        RETURN NEW;
    END IF;
    SELECT number, hash INTO last_number, last_hash FROM HOME.report ORDER BY number DESC LIMIT 1;
    IF NEW.number <= last_number THEN
        RAISE EXCEPTION 'report % is there already', NEW.number USING ERRCODE = '23505';
    END IF;
    IF NEW.number <> coalesce(last_number, 0) + 1 OR NEW.previous <> coalesce(last_hash, repeat('0', 64))
        OR NEW.hash IS DISTINCT FROM ctrack_access.hash_of(to_jsonb(NEW)) THEN
        RAISE EXCEPTION 'ctrack: report %', NEW.number USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION ctrack_access.note_writer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO ctrack_access.written (of_table, number, role_name) VALUES (TG_TABLE_NAME, NEW.number, session_user);
    RETURN NULL;
END $$;
