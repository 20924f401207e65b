/** What becomes of the settings when their policy is taken out of the program. */
import type { DeleteRequest } from "../../definition/resource-definition.js";
import { CATALOGUE, printed, type Refusal, unitText } from "../../errors/index.js";
import { type Level, liveAt, type RawBody, settingsFromWire, settingsOfBody } from "../../gateway/index.js";
import { compare, readable, SETTING_NAMES, type SettingName, type Settings } from "../../policy/index.js";
import { withSettings } from "../privacy/body-settings.js";
import { countBelow, stricterOf } from "../privacy/looser-below.js";
import { tellConsequences } from "../privacy/tell-settings.js";
import { writeInOrder } from "../privacy/write-in-order.js";
import { sameReseller } from "../unit/recorded.js";
import type { OfPolicy, PolicyState } from "./policy-state.js";
import { unitOf } from "./write-policy.js";

/** The settings that the policy owned: at the reseller, where nothing is inherited, those that it declared. */
const ownedNames = (level: Level, state: PolicyState): readonly SettingName[] =>
    level === "reseller" ? SETTING_NAMES.filter((name) => state.written[name] !== undefined) : SETTING_NAMES;

const pick = (names: readonly SettingName[], settings: Settings): Partial<Settings> =>
    Object.fromEntries(names.map((name) => [name, settings[name]]));

/**
 * Leaves the settings as they are or, with `onDelete: "reset"`, makes them the stricter of what applies and the console's defaults. Nothing is
 * written to a unit that is gone or inactive, nor where another resource of this run declares its settings now.
 */
export async function endPolicy(request: OfPolicy<DeleteRequest>): Promise<void> {
    const { id, state, gateway, log, phase } = request;
    const level = state.level ?? "reseller";
    const { says } = CATALOGUE.CVG115;
    const say = (said: Refusal): void => log.info(printed(said));
    const owner = phase.owners.ownerOf(id);
    if (owner !== undefined) return say(says.declaredElsewhere({ unit: `${level} ${id}`, owner }));
    if (state.onDelete !== "reset") return say(says.kept({ unit: `${level} ${id}` }));
    sameReseller(gateway, { level, token: id, reseller: state.reseller });
    const unit = await unitOf(gateway, level, id);
    const name = unitText({ level, name: unit.name, token: id });
    const body = await gateway.read(level, id);
    if (body === undefined) return say(says.gone({ unit: name }));
    if (body.inactive === true) return say(says.inactive({ unit: name }));

    const now = (await liveAt(gateway, level, id)).effective.settings;
    const defaults = settingsFromWire((await gateway.defaults()).defaults.commonConfiguration);
    const names = ownedNames(level, state);
    const reset = { ...now, ...pick(names, stricterOf(now, defaults)) };
    const settings = pick(names, reset);
    const edit = (raw: RawBody): RawBody => withSettings(raw, { ...settingsOfBody(raw), ...settings });
    await writeInOrder(request, unit, settings, edit, state.below);
    const changed = compare(now, reset).filter(({ direction }) => direction !== "same");
    const changes = changed.map(({ setting }) => `${setting} ${readable(now)[setting]} => ${readable(reset)[setting]}`);
    tellConsequences(log, name, { from: readable(now), to: readable(reset), below: countBelow((await gateway.tree()).find(id), []) });
    say(says.reset({ unit: name, changes }));
}
