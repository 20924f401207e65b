/** Taking a unit over that is there already is told at preview, with what will change. */
import type { CheckRequest, Draft } from "../../../definition/resource-definition.js";
import { CATALOGUE, unitText } from "../../../errors/index.js";
import { hiddenSecrets, type RawBody, settingsOfBody, type TreeUnit } from "../../../gateway/index.js";
import { readable, SETTING_NAMES } from "../../../policy/index.js";
import { knownSettings } from "../../privacy/state-settings.js";
import { difference } from "../difference.js";
import type { UnitKind } from "../kind.js";
import { otherwise } from "../unit-body.js";
import { ownFields } from "../unit-state.js";

/** What writing the inputs changes in a unit as it is. */
function changes(kind: UnitKind, body: RawBody, inputs: Draft): readonly string[] {
    const own = ownFields(kind, inputs);
    const fields = otherwise(kind, body, { own, whileInactive: false }).map(([field, declared, found]) =>
        difference(field, found, declared),
    );
    // Nobody knows whether it is the declared one: so that is written.
    const hidden = kind.level === "project" ? hiddenSecrets(body).map((name) => `bot.${name} (the gateway hides it)`) : [];
    const wanted = knownSettings(inputs.effective);
    if (wanted === undefined) return [...fields, ...hidden];
    const [stored, declared] = [readable(settingsOfBody(body)), readable(wanted)];
    const settings = SETTING_NAMES.filter((name) => stored[name] !== declared[name]).map((name) =>
        difference(name, stored[name], declared[name]),
    );
    return [...fields, ...hidden, ...settings];
}

/** The body of a unit that may be taken over; kept for the step that does it. */
export async function lookAt(kind: UnitKind, { gateway, phase }: CheckRequest, unit: TreeUnit): Promise<RawBody | undefined> {
    // The settings are read once for all who ask, and so is the body.
    await gateway.settings(kind.level, unit.token);
    const body = await gateway.read(kind.level, unit.token);
    if (body !== undefined) phase.looked.set(unit.token, body);
    return body;
}

interface Takeover {
    /** Logical name of the resource. */
    readonly by: string;
    readonly unit: TreeUnit;
    readonly inputs: Draft;
    /** Of the unit as it is. */
    readonly body: RawBody;
    /** Whether it is taken because it is just what would be made. */
    readonly continues: boolean;
}

export async function tellTakeover(kind: UnitKind, { log }: CheckRequest, { by, unit, inputs, body, continues }: Takeover): Promise<void> {
    if (continues) {
        log.each("info", { topic: "continues", unit: by, ...CATALOGUE.CVG310.says.continues({ by, unit: unitText(unit) }) });
        return;
    }
    const list = changes(kind, body, inputs);
    const parent = kind.parent === undefined ? undefined : inputs[kind.parent.input];
    const moved = parent !== undefined && unit.above !== undefined && unit.above.token !== parent ? [`${kind.parent?.input}`] : [];
    const away = inputs.active === false && !unit.inactive ? ["active true => false"] : [];
    const all = [...list, ...moved, ...away];
    const deed = (unit.inactive || unit.returned) && inputs.active !== false ? "restores" : "adopts";
    // Units of which the same fields change are alike, whatever the values are: what differs from the others is never hidden among them.
    const fields = all.map((change) => change.split(" ", 1)[0] ?? "");
    const said = CATALOGUE.CVG310.says.takesOver({ by, deed, unit: unitText(unit), changes: all, fields });
    log.each("info", { topic: `${deed} ${fields.join(", ")}`, unit: by, ...said });
}
