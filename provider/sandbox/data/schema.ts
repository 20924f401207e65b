/** The tables of a data file. */
import { effectiveColumns, SETTING_NAMES, storedColumns } from "./settings.js";

/** Written into the file; a file of another version is refused instead of misread. */
export const SCHEMA_VERSION = 2;

/** Days from a deletion to the purge. Source: manual, "Löschen von inaktiven Kunden". */
export const RETENTION_DAYS = 90;
const DAY = 86_400_000;

/** What calls leave behind. A data file of version 1 held it otherwise. */
const CALLS = `
CREATE TABLE call (
    id INTEGER PRIMARY KEY,
    dialogId TEXT NOT NULL UNIQUE,
    project INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    -- The id that whoever placed the call gave it.
    callId TEXT,
    startedAt INTEGER NOT NULL,
    endedAt INTEGER,
    -- An agent is in the call beside its bot.
    bridged INTEGER NOT NULL DEFAULT 0,
    -- The settings as they were when the call began: what counts where a change applies from now on only.
    storesDialog INTEGER NOT NULL,
    dialogRetention INTEGER NOT NULL,
    recordingRetention INTEGER NOT NULL,
    -- Kept whatever the settings, for billing. Source: manual, "Datenschutz-Optionen einrichten".
    country TEXT NOT NULL,
    network TEXT NOT NULL,
    -- What happened, a JSON list. NULL where it is not stored, or deleted.
    entries TEXT
) STRICT;
CREATE INDEX call_project ON call (project);
CREATE INDEX call_kept ON call (id) WHERE entries IS NOT NULL;
CREATE INDEX call_external ON call (project, callId) WHERE callId IS NOT NULL;

CREATE TABLE recording (
    call INTEGER NOT NULL REFERENCES call (id) ON DELETE CASCADE,
    recordingId TEXT NOT NULL,
    -- In the addresses of its files, and nowhere else: whoever knows it may fetch them.
    secretName TEXT NOT NULL UNIQUE,
    -- A JSON list of CUSTOMER and AGENT.
    speakers TEXT NOT NULL,
    -- Milliseconds; NULL: as long as the call.
    maxDuration INTEGER,
    -- Milliseconds that were recorded before the last pause.
    recorded INTEGER NOT NULL DEFAULT 0,
    -- NULL while it is paused or ended.
    runningSince INTEGER,
    -- It cannot be resumed, and its files are there.
    complete INTEGER NOT NULL DEFAULT 0,
    -- What was said while it ran, a JSON list.
    transcript TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (call, recordingId)
) STRICT, WITHOUT ROWID;
`;

/** Their columns are the settings. They hold nothing: where those change, a migration makes them anew. */
const VIEWS = `
-- What applies at a unit after all levels above it are taken into account.
CREATE VIEW effective AS SELECT lineage.unit AS unit,
    ${effectiveColumns}
FROM lineage JOIN unit AS level ON level.id = lineage.ancestor GROUP BY lineage.unit;

-- The same for a unit \`top\` and all below it. A view of its own, because SQLite finds the few rows by index only this way.
CREATE VIEW effectiveBelow AS SELECT below.ancestor AS top, below.unit AS unit,
    ${effectiveColumns}
FROM lineage AS below JOIN lineage ON lineage.unit = below.unit JOIN unit AS level ON level.id = lineage.ancestor
GROUP BY below.ancestor, below.unit;
`;

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

${VIEWS}
CREATE TABLE platformNumber (number TEXT PRIMARY KEY, project INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
CREATE INDEX platformNumber_project ON platformNumber (project);

${CALLS}`;

/** What brings a data file of an older version up to this one. Its calls are forgotten: they were kept in another shape. Its units stay. */
export const MIGRATIONS: Readonly<Record<number, string>> = { 1: `DROP TABLE call; ${CALLS}` };

/** What a write is compared with: the settings of one unit before it. Lives in the connection only. */
export const TEMPORARY = `CREATE TEMP TABLE was (${SETTING_NAMES.map((name) => `${name} INTEGER NOT NULL`).join(", ")}) STRICT;`;
