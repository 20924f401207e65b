import { dynamicHandler } from "../engine/dynamic-handler.js";
import { account } from "../resources/account/definition.js";

export = dynamicHandler(account);
