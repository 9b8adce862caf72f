namespace RemoteVerify.Cases.Procedures.Reading;

/// <summary>What the shape can't say about one version: that its parts fit each other and the law's own arithmetic.</summary>
internal static class ProcedureChecks
{
    /// <param name="declaredTest">What the file says itself: the property of the version is derived.</param>
    public static IReadOnlyList<DataFault> Of(Procedure procedure, bool declaredTest) =>
    [
        .. Dates(procedure),
        .. Review(procedure, declaredTest),
        .. Identity(procedure),
        .. Presence(procedure),
        .. Numbers(procedure),
        .. Reserved(procedure),
        .. Reissue(procedure),
        .. ListChecks.Of(procedure),
        .. SlotChecks.Of(procedure),
        .. FeeChecks.Of(procedure),
        .. JourneyChecks.Of(procedure),
    ];

    private static IEnumerable<DataFault> Dates(Procedure p)
    {
        if (p.EffectiveUntil < p.EffectiveFrom)
        {
            yield return new DataFault("/effectiveUntil", "dates.reversed", "The last day lies before the first. Write a later day, or null while the version is open.");
        }

        if (p.Notarised?.HomeParticipation is { } pilot && (pilot.Until < p.EffectiveFrom || pilot.Until > p.EffectiveUntil))
        {
            yield return new DataFault("/notarised/homeParticipation/until", "dates.pilot", "The pilot ends outside the days of this version. Write a day on which the version is in force.");
        }
    }

    private static IEnumerable<DataFault> Review(Procedure p, bool declaredTest)
    {
        if (!p.LegalReview.IsVerified && !declaredTest)
        {
            yield return new DataFault("/isTest", "review.test", "An unverified version is always a trial. Write true, or have a lawyer verify the version and say who and when in legalReview.");
        }

        if (!p.LegalReview.IsVerified)
        {
            yield break;
        }

        for (int i = 0; i < p.Source.Count; i++)
        {
            if (p.Source[i].Certainty == SourceCertainty.Memory)
            {
                yield return new DataFault($"/source/{i}/certainty", "review.memory", "A verified version names nothing from memory. Read the text, correct what differs, and write Seen.");
            }
        }

        for (int i = 0; i < (p.Marital?.Phrases.Count ?? 0); i++)
        {
            if (p.Marital!.Phrases[i].Certainty == SourceCertainty.Memory)
            {
                yield return new DataFault($"/marital/phrases/{i}/certainty", "review.memory", "A verified version prints no sentence from memory. Compare it with the circular and write Seen.");
            }
        }
    }

    private static IEnumerable<DataFault> Identity(Procedure p)
    {
        if (p.MinimumAssurance >= 3 && !p.Portraits.Any(rule => rule.Assurance >= p.MinimumAssurance))
        {
            yield return new DataFault("/portraits", "assurance.unreachable", $"No portrait source reaches level {p.MinimumAssurance}, so nobody could pass. Add a source that does, or lower minimumAssurance.");
        }
    }

    private static IEnumerable<DataFault> Presence(Procedure p)
    {
        (StepPlace? needed, string word) = p.Presence switch
        {
            PresencePolicy.AtOffice => (StepPlace.AtOffice, "AtOffice"),
            PresencePolicy.OfficerAtVenue => (StepPlace.AtVenue, "AtVenue"),
            _ => ((StepPlace?)null, ""),
        };
        if (needed is { } place && !p.Steps.Any(s => s.Where == place))
        {
            yield return new DataFault("/steps", "presence.no-visit", $"presence is {p.Presence}, but no step happens {word}. Add the visit with its legal reason, or correct presence.");
        }

        if (p.Presence is PresencePolicy.None or PresencePolicy.RemoteVerified && p.Level != ServiceLevel.Full)
        {
            yield return new DataFault("/presence", "presence.visit", $"presence is {p.Presence}, but the step \"{p.RemainingVisits[0].Id}\" needs a visit. Correct one of them.");
        }
    }

    /// <summary>Linked procedures are not built yet: nothing may seem to rest on them.</summary>
    private static IEnumerable<DataFault> Reserved(Procedure p)
    {
        if (p.CaseGroup is not null)
        {
            yield return new DataFault("/caseGroup", "reserved.case-group", "Groups of linked procedures are reserved and do nothing yet. Leave caseGroup out.");
        }

        if (p.SharesIdentityCheck)
        {
            yield return new DataFault("/sharesIdentityCheck", "reserved.identity-check", "A shared identity check is reserved and does nothing yet. Leave sharesIdentityCheck out.");
        }
    }

    private static IEnumerable<DataFault> Reissue(Procedure p)
    {
        for (int i = 0; i < (p.Reissue?.SameFields.Count ?? 0); i++)
        {
            if (p.Form.All(field => field.Id != p.Reissue!.SameFields[i]))
            {
                yield return new DataFault($"/reissue/sameFields/{i}", "reissue.field", $"The form has no field \"{p.Reissue!.SameFields[i]}\". Name fields of the form.");
            }
        }
    }

    private static IEnumerable<DataFault> Numbers(Procedure p)
    {
        if (p.Numbering is { } numbering)
        {
            string rest = numbering.Format.Replace("{book}", "", StringComparison.Ordinal).Replace("{year}", "", StringComparison.Ordinal);
            int at = rest.IndexOf("{number}", StringComparison.Ordinal);
            if (at < 0 || rest.Remove(at, "{number}".Length).AsSpan().IndexOfAny('{', '}') >= 0)
            {
                yield return new DataFault("/numbering/format", "numbering.format", "The format must hold {number} once, and may hold {book} and {year}, and no other braces.");
            }
        }

        if (p.TimeLimit is { ProcessingWorkingDays: 0, CutOff: null })
        {
            yield return new DataFault("/timeLimit/cutOff", "time.same-day", "A result on the same day needs a time of day after which it is the next working day.");
        }
    }
}
