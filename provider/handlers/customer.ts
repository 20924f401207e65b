import { dynamicHandler } from "../engine/dynamic-handler.js";
import { customer } from "../resources/customer/definition.js";

export = dynamicHandler(customer);
