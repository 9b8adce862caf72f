using System.Text.Json;

namespace RemoteVerify.Cli.Commands.Keys;

/// <summary>A text in both languages of a paper.</summary>
internal sealed record TwoTexts(string Vi, string En)
{
    /// <summary>The same with fields in braces filled in.</summary>
    public TwoTexts With(params ReadOnlySpan<(string Field, object Value)> fields)
    {
        (string vi, string en) = (Vi, En);
        foreach ((string field, object value) in fields)
        {
            string text = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
            vi = vi.Replace($"{{{field}}}", text, StringComparison.Ordinal);
            en = en.Replace($"{{{field}}}", text, StringComparison.Ordinal);
        }

        return new TwoTexts(vi, en);
    }
}

/// <summary>The words of the paper for a share, which are data (<c>escrow-texts.json</c>).</summary>
internal sealed record EscrowTexts(
    TwoTexts Title, TwoTexts Organisation, TwoTexts Warning, TwoTexts Set, TwoTexts Number, TwoTexts Needed, TwoTexts NeededValue, TwoTexts Made, TwoTexts Holder,
    TwoTexts Share, TwoTexts ShareHint, TwoTexts Qr, TwoTexts WhatTitle, IReadOnlyList<TwoTexts> What, TwoTexts HowTitle, IReadOnlyList<TwoTexts> How, TwoTexts HandedOver, TwoTexts Received, TwoTexts Foot)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    public static EscrowTexts Read()
    {
        using Stream file = typeof(EscrowTexts).Assembly.GetManifestResourceStream("escrow-texts.json") ?? throw new InvalidOperationException("The words of the escrow paper are not built in.");
        return JsonSerializer.Deserialize<EscrowTexts>(file, Options)!;
    }
}
