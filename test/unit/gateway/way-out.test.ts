/** Which proxy a request goes through. */
import { proxyFor } from "../../../provider/gateway/transport/way-out.js";

const GATEWAY = "https://cvg.example/master-api";
const proxy = "http://user:MARKER@proxy.example:3128";

test.each<[string, string, NodeJS.ProcessEnv, string | undefined]>([
    ["none is named", GATEWAY, {}, undefined],
    ["one is named", GATEWAY, { HTTPS_PROXY: proxy }, proxy],
    ["one is named in small letters, which win", GATEWAY, { https_proxy: proxy, HTTPS_PROXY: "http://other" }, proxy],
    ["one is named without a scheme", GATEWAY, { HTTPS_PROXY: "proxy.example:3128" }, "http://proxy.example:3128"],
    ["the name is empty", GATEWAY, { HTTPS_PROXY: " " }, undefined],
    ["only one for plain http is named", GATEWAY, { HTTP_PROXY: proxy }, undefined],
    ["the host is excluded", GATEWAY, { HTTPS_PROXY: proxy, NO_PROXY: "other.example, cvg.example" }, undefined],
    ["what is above the host is excluded", "https://a.cvg.example", { HTTPS_PROXY: proxy, no_proxy: ".cvg.example" }, undefined],
    ["a host with the same end is excluded", "https://mycvg.example", { HTTPS_PROXY: proxy, NO_PROXY: "cvg.example" }, proxy],
    ["the host is excluded with this port", GATEWAY, { HTTPS_PROXY: proxy, NO_PROXY: "cvg.example:443" }, undefined],
    ["the host is excluded with another port", GATEWAY, { HTTPS_PROXY: proxy, NO_PROXY: "cvg.example:8443" }, proxy],
    ["all are excluded", GATEWAY, { HTTPS_PROXY: proxy, NO_PROXY: "*" }, undefined],
    ["the gateway is on this machine", "https://127.0.0.2:8443", { HTTPS_PROXY: proxy }, undefined],
    ["the gateway is on this machine, by name", "https://localhost:8443", { HTTPS_PROXY: proxy }, undefined],
    ["the gateway is on this machine, in plain", "http://[::1]:8080", { HTTPS_PROXY: proxy, HTTP_PROXY: proxy }, undefined],
])("where %s", (_name, address, env, expected) => {
    const found = proxyFor(address, env);
    expect(found === "wrong" ? found : found?.url).toBe(expected);
    if (found !== undefined && found !== "wrong") expect(found.shown).not.toContain("MARKER");
});

test.each(["socks5://proxy.example", "http://", "ftp://x"])("what is no proxy (%s) is told", (text) => {
    expect(proxyFor(GATEWAY, { HTTPS_PROXY: text })).toBe("wrong");
});
