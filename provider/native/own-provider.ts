/** The provider of the program that this process is, as the engine names it. */
import type { ConfigureRequest } from "@pulumi/pulumi/proto/provider_pb.js";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { VERSION } from "../package/version.js";

/** URN and id; undefined where an engine does not tell. */
let reference: string | undefined;

export function rememberProvider(request: ConfigureRequest): void {
    const [urn, id] = [request.getUrn() ?? "", request.getId() ?? ""];
    reference = urn === "" || id === "" ? undefined : `${urn}::${id}`;
}

/**
 * Has the engine ask this process about a resource. By the version of the package it would choose another one where the program names none, as in
 * YAML; that one would know nothing of what was checked here.
 */
export const servedHere = (request: RegisterResourceRequest): RegisterResourceRequest =>
    reference === undefined ? request.setVersion(VERSION) : request.setProvider(reference);
