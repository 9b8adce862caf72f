using System.Reflection;

namespace RemoteVerify.Cases.Tests.Personal;

public sealed class ToStringTests
{
    private const string Mark = "NGUYEN-SECRET-001199000011";

    /// <summary>Makes every record of the room with a marked text in every text member and looks for it in what it prints.</summary>
    [Fact]
    public void ToString_OfEveryRecordWithPersonalMembers_PrintsNone()
    {
        string[] personal = ["FullName", "Title", "PersonalNumber", "Officer", "OfficerReason", "Reason", "Holder", "DocumentNumber", "BirthDate", "SignerName", "Signer", "Code", "Token", "Ticket", "Account", "ActorId"];
        int checkedTypes = 0;
        List<string> printing = [];
        foreach (Type type in typeof(Outcome<>).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && t.GetMethod("<Clone>$") is not null))
        {
            object instance = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
            bool marked = false;
            foreach (FieldInfo field in Fields(type).Where(f => f.FieldType == typeof(string)))
            {
                if (personal.Any(p => field.Name == $"<{p}>k__BackingField"))
                {
                    field.SetValue(instance, Mark);
                    marked = true;
                }
            }

            if (!marked || IsPublicCode(type))
            {
                continue;
            }

            checkedTypes++;
            string printed;
            try
            {
                printed = instance.ToString()!;
            }
            catch (NullReferenceException)
            {
                // It prints a member of a part, which is not text of its own.
                continue;
            }

            if (printed.Contains(Mark, StringComparison.Ordinal))
            {
                printing.Add(type.Name);
            }
        }

        Assert.Empty(printing);
        Assert.True(checkedTypes >= 15, $"only {checkedTypes} types were checked");
    }

    /// <summary>A code of a procedure, a case or a refusal's reason is read out over the phone.</summary>
    private static bool IsPublicCode(Type type) => type.Name is "Procedure" or "CaseFile" or "CaseSummary" or "CaseRefusal" or "RegisterBook" or "QueueFilter" or "CaseQuery" or "SandboxChipAnswer" or "NotificationAnswer" or "SlipTexts";

    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }
}
