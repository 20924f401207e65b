module cvg-go

go 1.25

require (
	github.com/pulumi/pulumi/sdk/v3 v3.276.0
	pulumi-cvg/sdk v0.1.0
)

replace pulumi-cvg/sdk => ./sdk/go
