namespace RemoteVerify.Cases.Procedures.Reading;

/// <summary>Reads a version of a procedure.</summary>
public static class ProcedureReader
{
    /// <summary>The version with everything that is wrong with it on its own.</summary>
    /// <param name="utf8">The file, with or without a byte order mark.</param>
    public static DataReading<Procedure> Read(ReadOnlySpan<byte> utf8) => DataReader.Read<Procedure>(
        utf8, DataSchema.Procedure, (procedure, members) => ProcedureChecks.Of(procedure, declaredTest: members["isTest"]!.GetValue<bool>()));
}
