using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Papers.Templates;

namespace RemoteVerify.Cases.Procedures.Reading;

/// <summary>What a journey needs from its version.</summary>
internal static class JourneyChecks
{
    public static IEnumerable<DataFault> Of(Procedure p) =>
    [
        .. Needs(p),
        .. p.Journey switch
        {
            JourneyKind.NotarisedContract => Notarised(p.Notarised!),
            JourneyKind.PaperCopy => PaperCopy(p),
            JourneyKind.MaritalCertificate => Marital(p, p.Marital!),
            _ => [],
        },
    ];

    /// <summary>Results with legal form need a number, an officer and the seal.</summary>
    private static IEnumerable<DataFault> Needs(Procedure p)
    {
        if (p.Journey == JourneyKind.RemoteContract)
        {
            yield break;
        }

        if (p.Numbering is null)
        {
            yield return new DataFault("", "journey.numbering", "Results of this journey have a number. Add numbering.");
        }

        if (p.TimeLimit is null)
        {
            yield return new DataFault("", "journey.time-limit", "This journey promises a time limit. Add timeLimit.");
        }

        if (p.Slots.All(s => s.Signer != SlotSigner.Organisation || s.Optional))
        {
            yield return new DataFault("/slots", "journey.seal", "The organisation must seal the result. Add a slot for it.");
        }

        if (p.Journey != JourneyKind.StoredCopy && p.Slots.All(s => s.Signer != SlotSigner.Officer || s.Optional))
        {
            yield return new DataFault("/slots", "journey.officer", "An officer must sign the result. Add a slot for one.");
        }
    }

    private static IEnumerable<DataFault> Notarised(NotarisedOptions options)
    {
        for (int i = 0; i < options.Transactions.Count; i++)
        {
            if (options.Excluded.Any(e => e.Id == options.Transactions[i].Id))
            {
                yield return new DataFault($"/notarised/transactions/{i}/id", "journey.excluded", $"\"{options.Transactions[i].Id}\" is allowed and excluded. Take it out of one list.");
            }
        }

        if (options.Excluded.All(e => e.Id != "will"))
        {
            yield return new DataFault("/notarised/excluded", "journey.will", "Wills can't be made this way (Law 46/2024/QH15). Add an excluded transaction with the id \"will\".");
        }
    }

    private static IEnumerable<DataFault> PaperCopy(Procedure p)
    {
        if (p.Papers.All(paper => paper.Source.Kind != PaperSourceKind.OfficerScan))
        {
            yield return new DataFault("/papers", "journey.original", "The original is presented and scanned by an officer. Add a paper with the source OfficerScan.");
        }

        if (!p.Steps.Any(s => s.IsVisit))
        {
            yield return new DataFault("/steps", "journey.presented", "The original must be presented, so one step is a visit. Add it with its legal reason.");
        }
    }

    private static IEnumerable<DataFault> Marital(Procedure p, MaritalOptions options)
    {
        if (p.Reissue is null)
        {
            yield return new DataFault("", "journey.reissue", "A valid certificate is used again and not issued again. Add reissue: by which fields a stored one is the same, and when a true original is needed.");
        }

        for (int i = 0; i < options.Phrases.Count; i++)
        {
            string text = options.Phrases[i].TextVi;
            if (!text.EndsWith('.') || text.Contains('\n', StringComparison.Ordinal) || !BracketsClose(text))
            {
                yield return new DataFault($"/marital/phrases/{i}/textVi", "journey.phrase", "A phrase is one line that ends with a full stop; each [ of a field is closed by a ].");
            }
            else if (Unknown(text, MaritalPhrases.KnownFields) is { } unknown)
            {
                yield return new DataFault($"/marital/phrases/{i}/textVi", "journey.phrase-field", $"{unknown} fills no phrase. Name fields among {string.Join(", ", MaritalPhrases.KnownFields)}.");
            }
        }

        for (int i = 0; i < options.Purposes.Count; i++)
        {
            if (!BracketsClose(options.Purposes[i].TextVi))
            {
                yield return new DataFault($"/marital/purposes/{i}/textVi", "journey.purpose", "Each [ of a field is closed by a ].");
            }
            else if (Unknown(options.Purposes[i].TextVi, [.. p.Form.Select(field => field.Id)]) is { } unknown)
            {
                yield return new DataFault($"/marital/purposes/{i}/textVi", "journey.purpose-field", $"{unknown} is no field of the form. What a purpose names is asked for in the form.");
            }
        }
    }

    /// <summary>What can't be filled in a sentence; null when everything can.</summary>
    private static string? Unknown(string sentence, IReadOnlyList<string> known) => TemplateText.Parse(sentence) is null
        ? "A name in brackets that is no field"
        : MaritalPhrases.Fields(sentence).Where(field => !known.Contains(field)).Select(field => $"[{field}]").FirstOrDefault();

    private static bool BracketsClose(string text)
    {
        bool open = false;
        foreach (char c in text)
        {
            if (c is '[' or ']')
            {
                if (open == (c == '['))
                {
                    return false;
                }

                open = !open;
            }
        }

        return !open;
    }
}
