/** Units that are at the gateway, whoever manages them. */
import { type ListRequest, ListResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { current } from "../engine/session.js";
import { sameName, type TreeUnit } from "../gateway/index.js";
import { fromStruct } from "./answers.js";
import { levelOfType } from "./resources.js";

const withBelow = (unit: TreeUnit): readonly TreeUnit[] => [unit, ...unit.below.flatMap(withBelow)];

/** The units of a type that are in use, each by its token and display name. `name` and the token of the unit above narrow it down. */
export async function* unitsOf(request: ListRequest): AsyncGenerator<ListResponse> {
    const level = levelOfType(request.getToken());
    if (level === undefined) throw new Error(`${request.getToken()} stands for no unit: customers, accounts and projects can be listed.`);
    const { gateway } = await current();
    const { name, customer, account } = fromStruct(request.getQuery());
    const above = customer ?? account;
    const wanted = (unit: TreeUnit): boolean =>
        unit.level === level &&
        !unit.inactive &&
        (typeof name !== "string" || sameName(unit.name, name)) &&
        (typeof above !== "string" || unit.above?.token === above);
    const found = withBelow((await gateway.tree()).reseller).filter(wanted);
    const limit = request.getLimit();
    for (const unit of limit > 0 ? found.slice(0, limit) : found) {
        const result = new ListResponse.Result();
        result.setId(unit.token);
        result.setName(unit.name);
        yield new ListResponse().setResult(result);
    }
}
