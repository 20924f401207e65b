/** The tables of a data file. */
import { effectiveColumns, SETTING_NAMES, storedColumns } from "./settings.js";

/** Written into the file; a file of another version is refused instead of misread. */
export const SCHEMA_VERSION = 1;

/** Days from a deletion to the purge. Source: manual, "Löschen von inaktiven Kunden". */
export const RETENTION_DAYS = 90;
const DAY = 86_400_000;

export const SCHEMA = `
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE unit (
    id INTEGER PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    level TEXT NOT NULL CHECK (level IN ('reseller', 'customer', 'account', 'project')),
    parent INTEGER REFERENCES unit (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    inactiveSince INTEGER,
    purgeAt INTEGER GENERATED ALWAYS AS (inactiveSince + ${RETENTION_DAYS * DAY}) STORED,
    name TEXT NOT NULL GENERATED ALWAYS AS (body ->> ('$.' || level || 'Name')) STORED,
    ${storedColumns}
) STRICT;
-- In the order in which units were made, and with all that the tree shows: the bodies, by far the most of the file, are not read for it.
CREATE INDEX unit_parent ON unit (parent, id, token, name, inactiveSince, purgeAt);
CREATE INDEX unit_purge ON unit (purgeAt) WHERE purgeAt IS NOT NULL;

-- Every unit with itself and each unit above it. Units have at most three above, so this stays small and saves all recursion.
CREATE TABLE lineage (
    unit INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    ancestor INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    PRIMARY KEY (unit, ancestor)
) STRICT, WITHOUT ROWID;
CREATE INDEX lineage_ancestor ON lineage (ancestor);
CREATE TRIGGER lineage_of_new AFTER INSERT ON unit BEGIN
    INSERT INTO lineage SELECT new.id, new.id UNION ALL SELECT new.id, ancestor FROM lineage WHERE unit = new.parent;
END;
-- Only projects move, and nothing is below them.
CREATE TRIGGER lineage_of_moved AFTER UPDATE OF parent ON unit BEGIN
    DELETE FROM lineage WHERE unit = new.id;
    INSERT INTO lineage SELECT new.id, new.id UNION ALL SELECT new.id, ancestor FROM lineage WHERE unit = new.parent;
END;

-- What applies at a unit after all levels above it are taken into account.
CREATE VIEW effective AS SELECT lineage.unit AS unit,
    ${effectiveColumns}
FROM lineage JOIN unit AS level ON level.id = lineage.ancestor GROUP BY lineage.unit;

-- The same for a unit \`top\` and all below it. A view of its own, because SQLite finds the few rows by index only this way.
CREATE VIEW effectiveBelow AS SELECT below.ancestor AS top, below.unit AS unit,
    ${effectiveColumns}
FROM lineage AS below JOIN lineage ON lineage.unit = below.unit JOIN unit AS level ON level.id = lineage.ancestor
GROUP BY below.ancestor, below.unit;

CREATE TABLE platformNumber (number TEXT PRIMARY KEY, project INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
CREATE INDEX platformNumber_project ON platformNumber (project);

CREATE TABLE call (
    id INTEGER PRIMARY KEY,
    dialogId TEXT NOT NULL UNIQUE,
    project INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    startedAt INTEGER NOT NULL,
    endedAt INTEGER,
    -- The settings as they were when the call began: what counts where a change applies from now on only.
    storesDialog INTEGER NOT NULL,
    dialogRetention INTEGER NOT NULL,
    recordingRetention INTEGER NOT NULL,
    -- Kept whatever the settings, for billing. Source: manual, "Datenschutz-Optionen einrichten".
    country TEXT NOT NULL,
    network TEXT NOT NULL,
    -- NULL once it is deleted.
    entries TEXT,
    recording TEXT
) STRICT;
CREATE INDEX call_project ON call (project);
CREATE INDEX call_kept ON call (id) WHERE entries IS NOT NULL OR recording IS NOT NULL;
`;

/** What a write is compared with: the settings of one unit before it. Lives in the connection only. */
export const TEMPORARY = `CREATE TEMP TABLE was (${SETTING_NAMES.map((name) => `${name} INTEGER NOT NULL`).join(", ")}) STRICT;`;
