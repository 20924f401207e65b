// A provider that does nothing, with properties as large as ours: what the engine and the SDK take for themselves.
const { randomUUID } = require("node:crypto");

const RESELLER = randomUUID();
const COMPUTED = {
    active: true,
    effective: {
        outboundCalls: false,
        recordings: true,
        recordingRetention: "36 hours",
        anonymizeNumbers: true,
        storeDialogData: true,
        dialogRetention: "1 hour",
    },
    decidedBy: {
        "account account-0": "outboundCalls, recordingRetention",
        "customer customer-0": "recordings, dialogRetention",
        "reseller live": "anonymizeNumbers, storeDialogData",
    },
};
const outs = (inputs) => ({ ...inputs, purgeAt: null, reseller: RESELLER });

exports.check = async (_olds, news) => ({ inputs: { ...news, ...COMPUTED } });
exports.diff = async () => ({ changes: false });
exports.create = async (inputs) => ({ id: randomUUID(), outs: outs(inputs) });
exports.read = async (id, props) => {
    const { purgeAt: _purgeAt, reseller: _reseller, ...inputs } = props;
    return { id, props, inputs };
};
exports.update = async (_id, _olds, news) => ({ outs: outs(news) });
exports.delete = async () => undefined;
