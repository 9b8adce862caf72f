using System.CommandLine;
using RemoteVerify.Cli.Commands.Backup;
using RemoteVerify.Cli.Commands.Bench;
using RemoteVerify.Cli.Commands.Bench.Capture;
using RemoteVerify.Cli.Commands.Bench.Cases;
using RemoteVerify.Cli.Commands.Bench.Faces;
using RemoteVerify.Cli.Commands.Bench.Injection;
using RemoteVerify.Cli.Commands.Bench.Liveness;
using RemoteVerify.Cli.Commands.Chip;
using RemoteVerify.Cli.Commands.Chip.Relay;
using RemoteVerify.Cli.Commands.Corpus;
using RemoteVerify.Cli.Commands.Demo;
using RemoteVerify.Cli.Commands.Doctor;
using RemoteVerify.Cli.Commands.Face;
using RemoteVerify.Cli.Commands.Fuzz;
using RemoteVerify.Cli.Commands.Fuzz.Images;
using RemoteVerify.Cli.Commands.Keys;
using RemoteVerify.Cli.Commands.Liveness;
using RemoteVerify.Cli.Commands.Log;
using RemoteVerify.Cli.Commands.Models;
using RemoteVerify.Cli.Commands.Mrz;
using RemoteVerify.Cli.Commands.Officers;
using RemoteVerify.Cli.Commands.Papers;
using RemoteVerify.Cli.Commands.Pdf;
using RemoteVerify.Cli.Commands.People;
using RemoteVerify.Cli.Commands.PilotReport;
using RemoteVerify.Cli.Commands.Privacy;
using RemoteVerify.Cli.Commands.Soak;
using RemoteVerify.Cli.Commands.Procedures;
using RemoteVerify.Cli.Commands.Trust;
using RemoteVerify.Cli.Commands.Kpi;
using RemoteVerify.Cli.Commands.Webhooks;

namespace RemoteVerify.Cli;

/// <summary>The table of contents of the command line.</summary>
internal static class CommandTable
{
    public static IEnumerable<Command> All()
    {
        yield return DemoCommand.Create();
        yield return new Command("pdf", "PDF documents: sign, validate, look inside.")
        {
            SignCommand.Create(), RenewCommand.Create(), FieldsCommand.Create(), ValidateCommand.Create(), InspectCommand.Create(), RevisionsCommand.Create(), NormalizeCommand.Create(),
        };
        yield return new Command("trust", "The list of trust anchors.") { TrustCommands.CreateSign(), TrustCommands.CreateCheck() };
        yield return new Command("chip", "The chip of an identity document.")
        {
            ChipReadCommand.Create(), ChipVerifyCommand.Create(), ChipShowCommand.Create(), ChipSimulateCommand.Create(), ChipRelayCommand.Create(), ChipRelayCheckCommand.Create(),
        };
        yield return new Command("mrz", "Machine readable zones.") { MrzParseCommand.Create() };
        yield return new Command("corpus", "Folders of documents with known answers.") { PdfCorpusCommand.Create(), EmrtdCorpusCommand.Create() };
        yield return new Command("face", "Faces: find, compare, judge, measure.")
        {
            DetectCommand.Create(), QualityCommand.Create(), CompareCommand.Create(), AttackCommand.Create(), EvaluateCommand.Create(), EvaluateAttacksCommand.Create(), EvaluateTransactionsCommand.Create(), EvaluateMorphsCommand.Create(), EvaluateLandmarksCommand.Create(),
        };
        yield return new Command("liveness", "Captures: play a recorded clip, record one, check evidence.") { ReplayCommand.Create(), RecordCommand.Create(), CheckCommand.Create() };
        yield return new Command("bench", "Times on this machine.") { BenchFaceCommand.Create(), BenchLivenessCommand.Create(), BenchInjectionCommand.Create(), BenchScreenLightCommand.Create(), BenchCaptureCommand.Create(), BenchPdfCommand.Create(), BenchChipCommand.Create(), BenchRenderCommand.Create(), BenchCasesCommand.Create() };
        yield return new Command("fuzz", "Changed files: none may pass, crash or hang.") { FuzzPdfCommand.Create(), FuzzChipCommand.Create(), FuzzImagesCommand.Create() };
        yield return new Command("soak", "The service under load for a long time.") { SoakCrashCommand.Create(), SoakCrashCommand.CreateWorker() };
        yield return new Command("log", "The audit log.") { LogCheckCommand.Create() };
        yield return new Command("kpi", "The figures of a service.") { KpiRebuildCommand.Create() };
        yield return new Command("webhooks", "Webhooks of clients.") { WebhooksListCommand.Create(), WebhooksReplayCommand.Create() };
        yield return new Command("models", "The networks.")
        {
            ModelsListCommand.Create(), ModelsCheckCommand.Create(), ModelsPullCommand.Create(), ModelsCalibrateCommand.Create(), ModelsCalibrateAttacksCommand.Create(), ModelsAcceptCommand.Create(),
        };
        yield return new Command("papers", "The papers that the service issues.") { SamplesCommand.Create() };
        yield return new Command("procedures", "Versions of procedures and working calendars.") { ProceduresCheckCommand.Create(), ProceduresImportCommand.Create(), ProceduresExportCommand.Create() };
        yield return new Command("officers", "The sign-in of officers.") { OfficerCodesCommand.Create() };
        yield return BackupCommand.Create();
        yield return RestoreCommand.Create();
        yield return new Command("keys", "The master key of a service: shares on paper, change, what was destroyed.") { EscrowCommand.Create(), RecoverCommand.Create(), RotateCommand.Create(), DestroyedCommand.Create() };
        yield return DoctorCommand.Create();
        yield return PilotReportCommand.Create();
        yield return new Command("privacy", "Personal data: what is due to be destroyed, and the impact assessment.") { PrivacyDueCommand.Create(), ImpactAssessmentCommand.Create() };
        yield return new Command("people", "The synthetic people.") { PortraitsCommand.Create(), AtlasCommand.Create(), FramesCommand.Create(), ViewsCommand.Create() };
    }

    /// <summary>The option that every command has.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print exactly one JSON document on standard output." };
}
