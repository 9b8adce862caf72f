using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary>Figures of verification as the JSON document of <c>rv face evaluate</c>.</summary>
internal static class VerificationJson
{
    public static object Of(VerificationFigures figures, BiometricEngine engine) => new
    {
        genuine = figures.Genuine,
        impostor = figures.Impostor,
        failureToEnrol = figures.FailureToEnrol,
        failureToEnrolRate = Rates.Json(Enrolment(figures)),
        failureToEnrolInterval = Rates.Interval(Enrolment(figures)),
        eer = Rates.Json(figures.Eer),
        fnmrAtFmr1e2 = Rates.Json(figures.FnmrAtFmr1e2),
        fnmrAtFmr1e3 = Rates.Json(figures.FnmrAtFmr1e3),
        fnmrAtFmr1e4 = Rates.Json(figures.FnmrAtFmr1e4),
        fnmrIntervals = new
        {
            confidence = 0.95,
            by = "bootstrap over people, thresholds held",
            atFmr1e2 = Ends(figures.FnmrIntervals[0]),
            atFmr1e3 = Ends(figures.FnmrIntervals[1]),
            atFmr1e4 = Ends(figures.FnmrIntervals[2]),
        },
        pictures = figures.Pictures,
        people = figures.People,
        bestAccuracy = Rates.Json(figures.BestAccuracy),
        medianMilliseconds = Rates.Json(figures.MedianMilliseconds),
        bestBalancedAccuracy = Rates.Json(figures.BestBalancedAccuracy),
        thresholds = new
        {
            atEer = Rates.Json(figures.Thresholds.AtEer),
            atFmr1e2 = Rates.Json(figures.Thresholds.AtFmr1e2),
            atFmr1e3 = Rates.Json(figures.Thresholds.AtFmr1e3),
            atFmr1e4 = Rates.Json(figures.Thresholds.AtFmr1e4),
        },
        atPolicy = figures.AtPolicy.Select(policy => AtThresholds(
            new RateDocument { { "group", policy.Group }, { "genuine", policy.Genuine }, { "impostor", policy.Impostor } },
            policy.FnmrAtAccept,
            policy.FmrAtAccept,
            policy.FnmrAtOfficer,
            policy.FmrAtOfficer)),
        atPolicyAllImpostors = new RateDocument { { "fmrAtAccept", figures.ImpostorAtAccept }, { "fmrAtOfficer", figures.ImpostorAtOfficer } },
        groups = figures.Groups.Select(Group),
        groupComparisons = figures.GroupComparisons.Select(one => new
        {
            column = one.Column,
            measure = one.Measure,
            worstGroup = one.WorstGroup,
            worst = Rates.Json(one.Worst),
            worstInterval = Rates.Interval(one.Worst),
            median = Rates.Json(one.Median),
            ratio = one.Ratio,
            limit = GroupComparison.Limit,
            holds = one.Holds,
            statement = one.Statement,
        }),
        besidePublished = figures.Beside.Select(one => new
        {
            falseMatchRate = one.Published.FalseMatchRate,
            publishedThreshold = one.Published.Threshold,
            publishedThresholdInterval = new[] { one.Published.ThresholdLow, one.Published.ThresholdHigh },
            threshold = Rates.Json(one.Threshold),
            thresholdInside = one.ThresholdInside,
            publishedFnmr = one.Published.Fnmr,
            publishedFnmrInterval = new[] { one.Published.FnmrLow, one.Published.FnmrHigh },
            fnmrAtPublishedThreshold = one.Fnmr.Rate,
            fnmrInside = one.FnmrInside,
            fmrAtPublishedThreshold = one.Fmr.Rate,
        }),
        notShown = figures.NotShown,
        det = figures.Det.Select(point => new { fmr = point.FalseMatchRate, fnmr = point.FalseNonMatchRate, threshold = point.Threshold }),
        models = FaceInput.ModelsOf(engine),
    };

    private static double[]? Ends((double Low, double High)? interval) => interval is { } known ? [known.Low, known.High] : null;

    private static ErrorRate? Enrolment(VerificationFigures figures) => figures.Pictures == 0 ? null : ErrorRate.Of(figures.FailureToEnrol, figures.Pictures);

    private static RateDocument Group(GroupFigures group)
    {
        RateDocument document = new()
        {
            { "column", group.Column },
            { "value", group.Value },
            { "pictures", group.Pictures },
            { "failureToEnrol", group.FailureToEnrol?.Count },
            { "failureToEnrolRate", Rates.Json(group.FailureToEnrol) },
            { "failureToEnrolInterval", Rates.Interval(group.FailureToEnrol) },
            { "genuine", group.Genuine },
            { "impostor", group.Impostor },
        };
        AtThresholds(document, group.FnmrAtAccept, group.FmrAtAccept, group.FnmrAtOfficer, group.FmrAtOfficer);
        document.Add("thresholdAtFmr1e3", Rates.Json(group.ThresholdAtFmr1e3));
        return document;
    }

    private static RateDocument AtThresholds(RateDocument document, ErrorRate? fnmrAtAccept, ErrorRate? fmrAtAccept, ErrorRate? fnmrAtOfficer, ErrorRate? fmrAtOfficer)
    {
        document.Add("fnmrAtAccept", fnmrAtAccept);
        document.Add("fmrAtAccept", fmrAtAccept);
        document.Add("fnmrAtOfficer", fnmrAtOfficer);
        document.Add("fmrAtOfficer", fmrAtOfficer);
        return document;
    }
}
