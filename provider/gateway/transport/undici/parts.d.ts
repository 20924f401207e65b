/** Files of undici that it declares no types for; what they hold are parts of what its index has. */
declare module "undici/lib/dispatcher/agent.js" {
    const Agent: typeof import("undici").Agent;
    export default Agent;
}

declare module "undici/lib/api/api-request.js" {
    /** The method `request` of a dispatcher. */
    function request(
        this: import("undici").Dispatcher,
        options: import("undici").Dispatcher.RequestOptions,
    ): Promise<import("undici").Dispatcher.ResponseData>;
    export default request;
}
