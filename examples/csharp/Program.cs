// A tenant in C#, through the plugin. README.md says where the SDK comes from.
using System.Collections.Generic;
using Pulumi;
using Pulumi.Cvg;
using Pulumi.Cvg.Inputs;

return await Deployment.RunAsync(() =>
{
    var acme = new Customer("acme", new()
    {
        Name = "Acme Versicherung",
        Privacy = new PrivacyArgs
        {
            Recordings = true,
            RecordingRetention = "1 week",
            AnonymizeNumbers = true,
            DialogRetention = "1 day",
            Because = "DSFA 2026-14",
        },
    });
    // The resource, not its token: so a preview knows what applies below it before anything exists.
    var claims = new Account("claims", new() { Customer = acme, Name = "Schaden", Privacy = new PrivacyArgs() });
    var hotline = new Project("hotline", new()
    {
        Account = claims,
        Name = "Schadenhotline",
        PlatformNumbers = { "+4989200001" },
        Bot = new BotArgs
        {
            Type = BotType.Custom,
            Url = "https://bots.acme.example/claims",
            Token = new Pulumi.Config().RequireSecret("botToken"),
        },
        Transcribers = { new SpeechVendorArgs { Vendor = "GOOGLE" } },
        Synthesizers = { new SpeechVendorArgs { Vendor = "MICROSOFT" } },
        TranscriberLanguage = "de-DE",
        SynthesizerLanguage = "de-DE",
        // Never refused: the shorter of this and what the account allows.
        Privacy = new PrivacyArgs { DialogRetention = new AtMostDialogPeriodArgs { AtMost = DialogPeriod.Hour1 } },
    });

    return new Dictionary<string, object?>
    {
        ["token"] = hotline.Id,
        ["effective"] = hotline.Effective,
        ["decidedBy"] = hotline.DecidedBy,
    };
});
