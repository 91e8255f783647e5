-- Which rows a role sees and writes. Nobody sees any but by these, the owner included, who has the first of them.
DO $do$
DECLARE
    each text;
    everybody text;
BEGIN
    SELECT string_agg(quote_ident(name), ', ') INTO everybody FROM unnest(ctrack_access.full_roles()) AS r(name);
    FOREACH each IN ARRAY @TABLES@ LOOP
        EXECUTE format('ALTER TABLE HOME.%I ENABLE ROW LEVEL SECURITY', each);
        EXECUTE format('ALTER TABLE HOME.%I FORCE ROW LEVEL SECURITY', each);
        EXECUTE format('DROP POLICY IF EXISTS ctrack_all ON HOME.%I', each);
        EXECUTE format('CREATE POLICY ctrack_all ON HOME.%I TO %s USING (true) WITH CHECK (true)', each, everybody);
        EXECUTE format('DROP POLICY IF EXISTS ctrack_seen ON HOME.%I', each);
        EXECUTE format('DROP POLICY IF EXISTS ctrack_added ON HOME.%I', each);
        EXECUTE format('DROP POLICY IF EXISTS ctrack_changed ON HOME.%I', each);
        EXECUTE format('DROP POLICY IF EXISTS ctrack_taken ON HOME.%I', each);
    END LOOP;
END $do$;

CREATE POLICY ctrack_seen ON HOME.party FOR SELECT USING (
    id = ANY ((SELECT ctrack_access.seen_parties())::integer[]) OR code = (SELECT ctrack_access.own_home())
    AND (SELECT ctrack_access.has_part()));
CREATE POLICY ctrack_seen ON HOME.undertaking FOR SELECT USING (
    party_id = ANY ((SELECT ctrack_access.seen_parties())::integer[]));
-- EXISTS, for of one row the server then looks by its index, and of many it makes a table first; IN is always the table.
CREATE POLICY ctrack_seen ON HOME.occurrence FOR SELECT USING (
    EXISTS (SELECT FROM HOME.undertaking u WHERE u.id = occurrence.undertaking_id));
CREATE POLICY ctrack_seen ON HOME.contribution FOR SELECT USING (
    EXISTS (SELECT FROM HOME.undertaking u WHERE u.id = contribution.undertaking_id));
-- The catalogue is public; of texts of one's own those are seen that bind a party which is seen.
CREATE POLICY ctrack_seen ON HOME.commitment FOR SELECT USING (
    (SELECT ctrack_access.has_part()) AND instrument_id = ANY ((SELECT ctrack_access.catalogued())::integer[])
    OR EXISTS (SELECT FROM HOME.undertaking u WHERE u.commitment_id = commitment.id));
CREATE POLICY ctrack_seen ON HOME.commitment_search FOR SELECT USING (
    EXISTS (SELECT FROM HOME.commitment c WHERE c.id = commitment_search.id));
CREATE POLICY ctrack_seen ON HOME.instrument FOR SELECT USING (
    id = ANY ((SELECT ctrack_access.seen_instruments())::integer[]));
CREATE POLICY ctrack_seen ON HOME.section FOR SELECT USING (
    instrument_id = ANY ((SELECT ctrack_access.seen_instruments())::integer[]));
CREATE POLICY ctrack_seen ON HOME.link FOR SELECT USING (
    EXISTS (SELECT FROM HOME.commitment c WHERE c.id = link.commitment_id)
    AND (to_commitment_id IS NULL OR EXISTS (SELECT FROM HOME.commitment c WHERE c.id = link.to_commitment_id))
    AND (to_instrument_id IS NULL OR to_instrument_id = ANY ((SELECT ctrack_access.seen_instruments())::integer[])));
CREATE POLICY ctrack_seen ON HOME.agency FOR SELECT USING (
    coalesce(party_id, (SELECT ctrack_access.real_home())) = ANY ((SELECT ctrack_access.seen_parties())::integer[]));
CREATE POLICY ctrack_seen ON HOME.person FOR SELECT USING (
    agency_id IN (SELECT id FROM HOME.agency)
    OR EXISTS (SELECT FROM HOME.undertaking u WHERE u.person_id = person.id)
    OR id IN (SELECT overseer_id FROM HOME.undertaking));
CREATE POLICY ctrack_seen ON HOME.reminder FOR SELECT USING (
    EXISTS (SELECT FROM HOME.undertaking u WHERE u.id = reminder.undertaking_id));
CREATE POLICY ctrack_seen ON HOME.mail FOR SELECT USING (
    EXISTS (SELECT FROM HOME.reminder r WHERE r.mail_id = mail.id));
-- What people write back is for whoever may record it.
CREATE POLICY ctrack_seen ON HOME.answer FOR SELECT USING (
    undertaking_id IN (SELECT id FROM HOME.undertaking WHERE id = ANY ((SELECT ctrack_access.worked())::integer[])
    OR party_id = ANY ((SELECT ctrack_access.managed_parties())::integer[])));
-- Only the columns that privileges leave: numbers and hashes. All else is in the view.
CREATE POLICY ctrack_seen ON HOME.journal FOR SELECT USING ((SELECT ctrack_access.has_part()));

-- What is written: the guards say in words what these hold.
DO $do$
DECLARE
    each text;
    seen text;
BEGIN
    FOREACH each IN ARRAY '{undertaking,occurrence,contribution,agency,person,status_update}'::text[] LOOP
        SELECT pg_get_expr(polqual, polrelid) INTO seen FROM pg_policy
        WHERE polname = 'ctrack_seen' AND polrelid = format('HOME.%I', each)::regclass;
        IF each <> 'undertaking' THEN
            EXECUTE format('CREATE POLICY ctrack_added ON HOME.%1$I FOR INSERT '
                'WITH CHECK (ctrack_access.may_write_row(%1$L, to_jsonb(%1$I)))', each);
        END IF;
        IF each <> 'status_update' THEN
            EXECUTE format('CREATE POLICY ctrack_changed ON HOME.%1$I FOR UPDATE USING (%2$s) '
                'WITH CHECK (ctrack_access.may_write_row(%1$L, to_jsonb(%1$I)))', each, seen);
        END IF;
        IF each NOT IN ('undertaking', 'status_update') THEN
            EXECUTE format('CREATE POLICY ctrack_taken ON HOME.%I FOR DELETE USING (%s)', each, seen);
        END IF;
        EXECUTE format('DROP TRIGGER IF EXISTS ctrack_guard ON HOME.%I', each);
    END LOOP;
    FOREACH each IN ARRAY '{undertaking,occurrence,contribution,agency,person}'::text[] LOOP
        EXECUTE format('CREATE TRIGGER ctrack_guard BEFORE INSERT OR UPDATE OR DELETE ON HOME.%I '
            'FOR EACH ROW EXECUTE FUNCTION ctrack_access.guard_row()', each);
    END LOOP;
    -- An answer is settled, in the columns that privileges leave, by whoever sees it.
    SELECT pg_get_expr(polqual, polrelid) INTO seen FROM pg_policy
    WHERE polname = 'ctrack_seen' AND polrelid = 'HOME.answer'::regclass;
    EXECUTE format('CREATE POLICY ctrack_changed ON HOME.answer FOR UPDATE USING (%s)', seen);
    FOREACH each IN ARRAY '{journal,report}'::text[] LOOP
        EXECUTE format('CREATE POLICY ctrack_added ON HOME.%I FOR INSERT '
            'WITH CHECK ((SELECT ctrack_access.has_part()))', each);
        EXECUTE format('DROP TRIGGER IF EXISTS ctrack_guard ON HOME.%I', each);
        EXECUTE format('DROP TRIGGER IF EXISTS ctrack_writer ON HOME.%I', each);
        EXECUTE format('CREATE TRIGGER ctrack_writer AFTER INSERT ON HOME.%I '
            'FOR EACH ROW EXECUTE FUNCTION ctrack_access.note_writer()', each);
    END LOOP;
END $do$;
CREATE TRIGGER ctrack_guard BEFORE INSERT ON HOME.status_update
FOR EACH ROW EXECUTE FUNCTION ctrack_access.guard_update();
CREATE TRIGGER ctrack_guard BEFORE INSERT ON HOME.journal
FOR EACH ROW EXECUTE FUNCTION ctrack_access.guard_entry();
CREATE TRIGGER ctrack_guard BEFORE INSERT ON HOME.report
FOR EACH ROW EXECUTE FUNCTION ctrack_access.guard_paper();
