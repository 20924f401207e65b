// The fleet of ../fleet.mjs for Terraform with a provider for any REST API: the bodies that the naive provider sends, written out.

const PERIODS = { week: 604_800_000, day: 86_400_000, "36 hours": 129_600_000, hour: 3_600_000 };

const settings = (given) => ({
    allowOutboundCalls: false,
    allowRecordings: true,
    maxRecordingRetentionTime: PERIODS["36 hours"],
    anonymizeRemoteNumbers: false,
    storeDialogData: true,
    maxDialogRetentionTime: PERIODS.hour,
    ...given,
});

/** An object of JSON in HCL's own spelling, in which a text may have `${...}` in it. */
const hcl = (value) => JSON.stringify(value).replaceAll('":', '" = ');

/** @param reach the gateway's address and a token for it · @param changed whether every unit has its new name */
export function terraformProgram({ customers, accounts, projects }, { endpoint, reseller, accessToken }, changed) {
    const name = (text) => `${text} \${count.index}${changed ? " (new)" : ""}`;
    const base = { transcribers: [{ vendor: "GOOGLE" }, { vendor: "MICROSOFT" }], synthesizers: [{ vendor: "MICROSOFT" }] };
    const project = {
        ...base,
        projectName: name("Hotline"),
        transcriberLanguage: "de-DE",
        synthesizerLanguage: "de-DE",
        botConfiguration: { type: "cognigy", endpointUrl: `https://bots.example/hotline-\${count.index}` },
        platformNumbers: [`+4989\${1000000 + count.index}`],
        utteranceTimeout: 500,
        minimumNoiseLevel: -45,
        externalNumbers: [],
        provisioningBlocks: [],
        callOriginRestriction: { enabled: false, allowedNumbers: [] },
    };
    const resource = (level, count, { create, one, data }) => `
resource "restapi_object" "${level}" {
  count        = ${count}
  path         = "${create}"
  read_path    = "/${one}/${reseller}/{id}"
  update_path  = "/${one}/${reseller}/{id}"
  destroy_path = "/${one}/${reseller}/{id}"
  data         = jsonencode(${data})
}
`;
    const strict = settings({ anonymizeRemoteNumbers: true });
    return `
terraform {
  required_providers { restapi = { source = "mastercard/restapi" } }
}
provider "restapi" {
  uri                   = "${endpoint}"
  headers               = { Authorization = "Bearer ${accessToken}", Content-Type = "application/json" }
  id_attribute          = "id"
  create_returns_object = true
  update_method         = "POST"
}
${resource("customer", customers, {
    create: `/customers/${reseller}`,
    one: "customers",
    data: hcl({
        customerName: name("Versicherung"),
        commonConfiguration: settings({ maxRecordingRetentionTime: PERIODS.week, maxDialogRetentionTime: PERIODS.day }),
    }),
})}
${resource("account", accounts, {
    create: `/accounts/${reseller}/\${restapi_object.customer[count.index % ${customers}].id}`,
    one: "account",
    data: hcl({ accountName: name("Abteilung"), commonConfiguration: settings({}) }),
})}
${resource("project", projects, {
    create: `/projects/${reseller}/\${restapi_object.account[count.index % ${accounts}].id}`,
    one: "project",
    data: `merge(${hcl(project)}, { commonConfiguration = count.index % 2 == 0 ? ${hcl(strict)} : ${hcl(settings({}))} })`,
})}
`;
}
