// A tenant in Go, through the plugin. README.md says where the SDK comes from.
package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
	"pulumi-cvg/sdk/cvg"
)

func tenant(ctx *pulumi.Context) error {
	acme, err := cvg.NewCustomer(ctx, "acme", &cvg.CustomerArgs{
		Name: pulumi.String("Acme Versicherung"),
		Privacy: cvg.PrivacyArgs{
			Recordings:         pulumi.Bool(true),
			RecordingRetention: pulumi.String("1 week"),
			AnonymizeNumbers:   pulumi.Bool(true),
			DialogRetention:    cvg.DialogPeriodDay1,
			Because:            pulumi.String("DSFA 2026-14"),
		},
	})
	if err != nil {
		return err
	}
	// The resource, not its token: so a preview knows what applies below it before anything exists.
	claims, err := cvg.NewAccount(ctx, "claims", &cvg.AccountArgs{
		Customer: acme,
		Name:     pulumi.String("Schaden"),
		Privacy:  cvg.PrivacyArgs{},
	})
	if err != nil {
		return err
	}
	hotline, err := cvg.NewProject(ctx, "hotline", &cvg.ProjectArgs{
		Account:         claims,
		Name:            pulumi.String("Schadenhotline"),
		PlatformNumbers: pulumi.ToStringArray([]string{"+4989200001"}),
		Bot: cvg.BotArgs{
			Type:  cvg.BotTypeCustom,
			Url:   pulumi.String("https://bots.acme.example/claims"),
			Token: config.RequireSecret(ctx, "botToken"),
		},
		Transcribers:        cvg.SpeechVendorArray{cvg.SpeechVendorArgs{Vendor: pulumi.String("GOOGLE")}},
		Synthesizers:        cvg.SpeechVendorArray{cvg.SpeechVendorArgs{Vendor: pulumi.String("MICROSOFT")}},
		TranscriberLanguage: pulumi.String("de-DE"),
		SynthesizerLanguage: pulumi.String("de-DE"),
		// Never refused: the shorter of this and what the account allows.
		Privacy: cvg.PrivacyArgs{DialogRetention: cvg.AtMostDialogPeriodArgs{AtMost: cvg.DialogPeriodHour1}},
	})
	if err != nil {
		return err
	}
	ctx.Export("token", hotline.ID())
	ctx.Export("effective", hotline.Effective)
	ctx.Export("decidedBy", hotline.DecidedBy)
	return nil
}

func main() {
	pulumi.Run(tenant)
}
