namespace RemoteVerify.Cases.Procedures;

/// <summary>The text of a consent (sự đồng ý) for one purpose. There is no default: each is asked for.</summary>
/// <param name="Purpose">Stable code of the purpose.</param>
/// <param name="TextVersion">Version of the text, kept with the answer.</param>
/// <param name="TextVi">What the person reads.</param>
/// <param name="TextEn">In English.</param>
/// <param name="Required">Without it the procedure can't be done online, only at the office.</param>
public sealed record ConsentText(string Purpose, string TextVersion, string TextVi, string TextEn, bool Required);
