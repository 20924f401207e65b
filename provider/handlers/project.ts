import { dynamicHandler } from "../engine/dynamic-handler.js";
import { project } from "../resources/project/definition.js";

export = dynamicHandler(project);
