import { rulesHandler } from "../engine/rules-handler.js";

export = rulesHandler;
