// A provider small enough to see through: what the harness is tested with. It keeps nothing; what it makes is what it is given.
const REASON = "the name is bad";

exports.configure = async ({ config }) => {
    exports.endpoint = config.get("cvg:endpoint") ?? null;
};
exports.check = async (_olds, news) =>
    news.name === "bad" ? { failures: [{ property: "", reason: REASON }] } : { inputs: { ...news, active: news.active ?? true } };
exports.diff = async (_id, olds, news) => ({ replaces: olds.above !== undefined && olds.above !== news.above ? ["above"] : [] });
exports.create = async (inputs) => {
    const id = `id-of-${inputs.name}`;
    const outs = { ...inputs, endpoint: exports.endpoint };
    if (inputs.half) throw Object.assign(new Error("half"), { id, properties: outs, reasons: ["only half was done"] });
    return { id, outs };
};
exports.read = async (id, props) => (props.gone ? {} : { id, props: { ...props, seen: true }, inputs: { ...props, active: false } });
exports.update = async (_id, _olds, news) => ({ outs: { ...news, endpoint: exports.endpoint } });
exports.delete = async () => {};
