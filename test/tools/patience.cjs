// jest knows a time-out for all projects only; each suite has its own, in jest.config.cjs.
jest.setTimeout(globalThis.SECONDS_PER_TEST * 1000);
