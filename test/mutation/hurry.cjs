// A planted fault has to be noticed; the smallest counter-example is of no interest here.
require("fast-check").configureGlobal({ endOnFailure: true });
