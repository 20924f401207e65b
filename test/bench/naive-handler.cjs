// A provider as one writes it in an afternoon: each operation is the one request that it needs, sent with fetch to the same gateway. It checks nothing,
// compares what it was given, waits for no limit and repeats nothing. What ours takes beyond it is the price of everything else.
const PERIODS = {
    "10 minutes": 600_000,
    "1 hour": 3_600_000,
    "36 hours": 129_600_000,
    "1 day": 86_400_000,
    "1 week": 604_800_000,
    "1 month": 2_592_000_000,
};

let settings;
let token;

exports.configure = async ({ config }) => {
    const get = (key) => config.get(`cvg:${key}`);
    settings = Object.fromEntries(["endpoint", "reseller", "tokenUrl", "clientId", "clientSecret"].map((key) => [key, get(key)]));
};

async function accessToken() {
    const { tokenUrl, clientId, clientSecret } = settings;
    const body = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret });
    return (await (await fetch(tokenUrl, { method: "POST", body })).json()).access_token;
}

async function send(method, path, body) {
    token ??= accessToken();
    const response = await fetch(`${settings.endpoint}${path}`, {
        method,
        headers: { authorization: `Bearer ${await token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    const text = await response.text();
    return text === "" ? undefined : JSON.parse(text);
}

const commonConfiguration = ({ outboundCalls, recordings, recordingRetention, anonymizeNumbers, storeDialogData, dialogRetention }) => ({
    allowOutboundCalls: outboundCalls ?? false,
    allowRecordings: recordings ?? true,
    maxRecordingRetentionTime: PERIODS[recordingRetention ?? "36 hours"],
    anonymizeRemoteNumbers: anonymizeNumbers ?? false,
    storeDialogData: storeDialogData ?? true,
    maxDialogRetentionTime: PERIODS[dialogRetention ?? "1 hour"],
});

const BODY = {
    customer: ({ name, privacy }) => ({ customerName: name, commonConfiguration: commonConfiguration(privacy) }),
    account: ({ name, privacy }) => ({ accountName: name, commonConfiguration: commonConfiguration(privacy) }),
    project: ({ name, privacy, bot: { type, ...bot }, account: _account, level: _level, __provider: _provider, ...fields }) => ({
        projectName: name,
        commonConfiguration: commonConfiguration(privacy),
        botConfiguration: { type, ...bot },
        utteranceTimeout: 500,
        minimumNoiseLevel: -45,
        externalNumbers: [],
        provisioningBlocks: [],
        callOriginRestriction: { enabled: false, allowedNumbers: [] },
        ...fields,
    }),
};
const CREATE = {
    customer: () => `/customers/${settings.reseller}`,
    account: ({ customer }) => `/accounts/${settings.reseller}/${customer}`,
    project: ({ account }) => `/projects/${settings.reseller}/${account}`,
};
const ONE = { customer: "customers", account: "account", project: "project" };
const pathOf = (level, id) => `/${ONE[level]}/${settings.reseller}/${id}`;

exports.create = async (inputs) => ({ id: await send("POST", CREATE[inputs.level](inputs), BODY[inputs.level](inputs)), outs: inputs });
exports.read = async (id, props) => {
    const body = await send("GET", pathOf(props.level, id));
    return { id, props: { ...props, name: body[`${props.level}Name`] } };
};
exports.update = async (id, _olds, inputs) => {
    await send("POST", pathOf(inputs.level, id), BODY[inputs.level](inputs));
    return { outs: inputs };
};
exports.delete = async (id, props) => {
    await send("DELETE", pathOf(props.level, id));
};
