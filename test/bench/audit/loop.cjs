// Nothing but the requests that a reading of the live tree sends: the token, the tree, the defaults and one GET a unit, as many at a time, by the
// same HTTP library. Each body is read and parsed: that much everybody does who asks for it.
const { Pool } = require("undici");

const { CVG_ENDPOINT, CVG_RESELLER, CVG_TOKEN_URL, CVG_CLIENT_ID, CVG_CLIENT_SECRET, CVG_MAX_CONCURRENCY } = process.env;
const { origin, pathname } = new URL(CVG_ENDPOINT);
const connections = Number(CVG_MAX_CONCURRENCY);

async function main() {
    const pool = new Pool(origin, { connections });
    const form = new URLSearchParams({ grant_type: "client_credentials", client_id: CVG_CLIENT_ID, client_secret: CVG_CLIENT_SECRET });
    const token = await pool.request({
        method: "POST",
        path: new URL(CVG_TOKEN_URL).pathname,
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: form.toString(),
    });
    const headers = { authorization: `Bearer ${(await token.body.json()).access_token}`, accept: "application/json" };
    const get = async (path) => (await pool.request({ method: "GET", path: pathname + path, headers })).body.json();
    const tree = await get(`/projecthierarchy/${CVG_RESELLER}`);
    await get("/userdetails");
    const paths = [`/reseller/${CVG_RESELLER}`];
    for (const customer of tree.customers) {
        paths.push(`/customers/${CVG_RESELLER}/${customer.customerToken}`);
        for (const account of customer.accounts) {
            paths.push(`/account/${CVG_RESELLER}/${account.accountToken}`);
            for (const project of account.projects) paths.push(`/project/${CVG_RESELLER}/${project.projectToken}`);
        }
    }
    let next = 0;
    const worker = async () => {
        while (next < paths.length) await get(paths[next++]);
    };
    await Promise.all(Array.from({ length: connections }, worker));
    await pool.close();
    console.log(paths.length);
}
main();
