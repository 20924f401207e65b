import { dynamicHandler } from "../engine/dynamic-handler.js";
import { privacyPolicy } from "../resources/privacy-policy/definition.js";

export = dynamicHandler(privacyPolicy);
