/** What a data file remembers besides units and calls: a few named texts. */
import { z } from "zod";
import type { Database } from "./database.js";

const Fact = z.object({ value: z.string() });

export function readFact(db: Database, name: string): string | undefined {
    return db.one(Fact, "SELECT value FROM fact WHERE name = ?", name)?.value;
}

export function writeFact(db: Database, name: string, value: string): void {
    db.run("INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", name, value);
}

/** The remembered text; the first time, the one that `make` gives. */
export function lastingFact(db: Database, name: string, make: () => string): string {
    const known = readFact(db, name);
    if (known !== undefined) return known;
    const made = make();
    writeFact(db, name, made);
    return made;
}
