import { isPeriod, settingsOf, strictest } from "../../policy/index.js";
import { unitDefinition } from "../unit/definition.js";
import { PROJECT_FIELDS, PROJECT_SECRETS, requiredOfProjects } from "./fields.js";
import { projectShape } from "./inputs.js";

const TEN_MINUTES_MS = 600_000;

/**
 * A project (Projekt): one bot in one language, in one account; it can move to another account in place.
 * Without settings it is born closed, so that a bot with real numbers is never live before its policy.
 */
export const project = unitDefinition({
    type: "cvg:Project",
    level: "project",
    parent: { level: "account", input: "account", moves: true },
    accepts: projectShape,
    secrets: PROJECT_SECRETS,
    fields: PROJECT_FIELDS,
    required: requiredOfProjects,
    born: (above) => settingsOf((name) => (isPeriod(name) ? Math.min(TEN_MINUTES_MS, above[name]) : strictest(name))),
});
