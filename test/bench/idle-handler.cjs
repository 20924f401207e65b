// A provider that does nothing, with properties as large as ours: what the engine and the SDK take for themselves.
const { randomUUID } = require("node:crypto");

const settings = (value, period) => ({
    outboundCalls: value,
    recordings: value,
    recordingRetention: period,
    anonymizeNumbers: value,
    storeDialogData: value,
    dialogRetention: period,
});
const RESELLER = randomUUID();
const COMPUTED = {
    active: true,
    effective: settings(true, "36 hours"),
    decidedBy: settings({ level: "account", by: "account-10" }, { level: "account", by: "account-10" }),
};

exports.check = async (_olds, news) => ({ inputs: { ...COMPUTED, ...news, privacy: settings(true, "36 hours") } });
exports.diff = async () => ({ changes: false });
exports.create = async (inputs) => ({ id: randomUUID(), outs: { ...inputs, purgeAt: null, reseller: RESELLER } });
exports.read = async (id, props) => {
    const { purgeAt: _purgeAt, reseller: _reseller, ...inputs } = props;
    return { id, props, inputs };
};
exports.update = async (_id, _olds, news) => ({ outs: { ...news, purgeAt: null, reseller: RESELLER } });
exports.delete = async () => undefined;
