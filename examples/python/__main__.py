"""A tenant in Python, through the plugin. README.md says where the SDK comes from."""

import pulumi
import pulumi_cvg as cvg

acme = cvg.Customer(
    "acme",
    name="Acme Versicherung",
    privacy=cvg.PrivacyArgs(
        recordings=True,
        recording_retention="1 week",
        anonymize_numbers=True,
        dialog_retention=cvg.DialogPeriod.DAY1,
        because="DSFA 2026-14",
    ),
)
# The resource, not its token: so a preview knows what applies below it before anything exists.
claims = cvg.Account("claims", customer=acme, name="Schaden", privacy=cvg.PrivacyArgs())
hotline = cvg.Project(
    "hotline",
    account=claims,
    name="Schadenhotline",
    platform_numbers=["+4989200001"],
    bot=cvg.BotArgs(
        type=cvg.BotType.CUSTOM,
        url="https://bots.acme.example/claims",
        token=pulumi.Config().require_secret("botToken"),
    ),
    transcribers=[cvg.SpeechVendorArgs(vendor="GOOGLE")],
    synthesizers=[cvg.SpeechVendorArgs(vendor="MICROSOFT")],
    transcriber_language="de-DE",
    synthesizer_language="de-DE",
    # Never refused: the shorter of this and what the account allows.
    privacy=cvg.PrivacyArgs(dialog_retention=cvg.AtMostDialogPeriodArgs(at_most=cvg.DialogPeriod.HOUR1)),
)

pulumi.export("token", hotline.id)
pulumi.export("effective", hotline.effective)
pulumi.export("decidedBy", hotline.decided_by)
