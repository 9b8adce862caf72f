namespace RemoteVerify.Vision.Models;

/// <summary>What a network may be used for. Grades are words of the manifest, from the lowest to the highest.</summary>
public static class ModelGrade
{
    /// <summary>Trained on rendered people only: shows that the machinery works, knows nothing of real faces. Production refuses it.</summary>
    public const string Demo = "demo";

    /// <summary>Works on real faces; its origin or its tests leave questions open. Production takes it only when the operator has accepted them in writing.</summary>
    public const string Development = "development";

    /// <summary>Tested and licensed for the use.</summary>
    public const string Production = "production";

    private static readonly string[] LowestFirst = [Demo, Development, Production];

    public static bool IsKnown(string grade) => LowestFirst.Contains(grade);

    /// <summary>The grade of things used together: that of the weakest.</summary>
    public static string Lowest(IEnumerable<string> grades) => LowestFirst[grades.Select(grade => Array.IndexOf(LowestFirst, grade)).DefaultIfEmpty(0).Min()];
}
