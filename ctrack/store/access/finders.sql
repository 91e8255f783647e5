-- Codes looked for by a role that sees a part: the owner looks by the indexes, and what is in the sight of the role is
-- given. Policies alone would try each commitment before its text is looked at (`store/code_search`).
CREATE OR REPLACE FUNCTION ctrack_access.codes_ending(word text, bare text, most integer)
RETURNS TABLE (code text, how integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT f.code, f.how FROM (
        SELECT each.code, CASE WHEN each.bare = $2 THEN 0 WHEN right(each.code, length(word) + 1) = '-' || word THEN 1
            WHEN right(each.code, length(word)) = word THEN 2 ELSE 3 END AS how
        FROM (SELECT code, replace(replace(code, '-', ''), '.', '') AS bare FROM HOME.commitment) AS each
        WHERE right(each.code, length(word)) = word OR right(each.bare, length($2)) = $2 OFFSET 0) AS f
    JOIN HOME.commitment c ON c.code = f.code WHERE @IN_SIGHT@ ORDER BY f.how, f.code LIMIT most;
END $$;

CREATE OR REPLACE FUNCTION ctrack_access.codes_of_paragraph(pattern text, slug text)
RETURNS TABLE (code text, paragraph json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT c.code, c.paragraph FROM HOME.commitment c JOIN HOME.instrument i ON i.id = c.instrument_id
    JOIN HOME.commitment_search s ON s.id = c.id WHERE s.folded LIKE pattern AND c.paragraph IS NOT NULL
    AND $2 IN ('', i.slug) AND @IN_SIGHT@ ORDER BY c.code;
END $$;

-- All codes in sight where the register is small or the role sees few; else those before and after a word, and those that
-- end in its last part.
CREATE OR REPLACE FUNCTION ctrack_access.codes_near(word text, last text, pattern text, most integer, beside integer)
RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    seen integer[] := ctrack_access.seen_parties();
    bound integer[];
BEGIN
    IF (SELECT count(*) <= most FROM (SELECT FROM HOME.commitment LIMIT most + 1) AS few) THEN
        RETURN QUERY SELECT c.code FROM HOME.commitment c WHERE @IN_SIGHT@;
        RETURN;
    END IF;
    bound := ARRAY(SELECT commitment_id FROM HOME.undertaking WHERE party_id = ANY (seen) LIMIT most);
    IF cardinality(bound) < most THEN
        RETURN QUERY SELECT code FROM HOME.commitment WHERE id = ANY (bound) UNION SELECT code FROM HOME.commitment
            WHERE instrument_id = ANY (ctrack_access.catalogued()) AND ctrack_access.has_part();
        RETURN;
    END IF;
    RETURN QUERY SELECT c.code FROM HOME.commitment c WHERE @IN_SIGHT@ AND c.code = ANY (ARRAY(
        (SELECT code FROM HOME.commitment WHERE code < word ORDER BY code DESC LIMIT beside) UNION ALL
        (SELECT code FROM HOME.commitment WHERE code >= word ORDER BY code LIMIT beside) UNION ALL
        (SELECT code FROM HOME.commitment_search s JOIN HOME.commitment USING (id) WHERE length(last) > 2
            AND s.folded LIKE pattern AND right(code, length(last)) = last LIMIT beside)));
END $$;
