using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteVerify.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AroundTheCase : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "SignIn",
                table: "tokens",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RetainUntil",
                table: "cases",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "breaches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    WarnAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_breaches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "case_figures",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    Measure = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Procedure = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_figures", x => new { x.CaseId, x.Day, x.Measure });
                });

            migrationBuilder.CreateTable(
                name: "case_people",
                columns: table => new
                {
                    Person = table.Column<byte[]>(type: "bytea", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_people", x => new { x.Person, x.CaseId });
                });

            migrationBuilder.CreateTable(
                name: "daily_figures",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Procedure = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    Measure = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_daily_figures", x => new { x.Tenant, x.Procedure, x.Day, x.Measure });
                });

            migrationBuilder.CreateTable(
                name: "data_requests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Person = table.Column<byte[]>(type: "bytea", nullable: false),
                    IsOpen = table.Column<bool>(type: "boolean", nullable: false),
                    EscalateAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_requests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "deletion_records",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deletion_records", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dispatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    What = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    QueuedAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextTryAt = table.Column<long>(type: "bigint", nullable: false),
                    Lease = table.Column<Guid>(type: "uuid", nullable: true),
                    LastOutcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Receipt = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DoneAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dispatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "figure_places",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Place = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_figure_places", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "help_tickets",
                columns: table => new
                {
                    Ticket = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Step = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ErrorCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_help_tickets", x => x.Ticket);
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Participant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Channel = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextTryAt = table.Column<long>(type: "bigint", nullable: false),
                    QueuedAt = table.Column<long>(type: "bigint", nullable: false),
                    DoneAt = table.Column<long>(type: "bigint", nullable: true),
                    Outcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "outcome_codes",
                columns: table => new
                {
                    CodeSha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Participant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IssuedAt = table.Column<long>(type: "bigint", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    LockedUntil = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outcome_codes", x => x.CodeSha256);
                });

            migrationBuilder.CreateTable(
                name: "payments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Claim = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<int>(type: "integer", nullable: false),
                    AskAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "satisfaction",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<byte[]>(type: "bytea", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsOfficer = table.Column<bool>(type: "boolean", nullable: false),
                    Score = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_satisfaction", x => new { x.CaseId, x.Person });
                });

            migrationBuilder.CreateTable(
                name: "sign_ins",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Provider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectTag = table.Column<byte[]>(type: "bytea", nullable: false),
                    SessionTag = table.Column<byte[]>(type: "bytea", nullable: true),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Participant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Assurance = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    IdToken = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_ins", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_tokens_SignIn",
                table: "tokens",
                column: "SignIn");

            migrationBuilder.CreateIndex(
                name: "IX_result_lookups_Person",
                table: "result_lookups",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_cases_Tenant_RetainUntil_Id",
                table: "cases",
                columns: new[] { "Tenant", "RetainUntil", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_breaches_Tenant_WarnAt",
                table: "breaches",
                columns: new[] { "Tenant", "WarnAt" });

            migrationBuilder.CreateIndex(
                name: "IX_case_people_CaseId",
                table: "case_people",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_daily_figures_Tenant_Day",
                table: "daily_figures",
                columns: new[] { "Tenant", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_data_requests_Person",
                table: "data_requests",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_data_requests_Tenant_EscalateAt",
                table: "data_requests",
                columns: new[] { "Tenant", "EscalateAt" });

            migrationBuilder.CreateIndex(
                name: "IX_data_requests_Tenant_IsOpen_Id",
                table: "data_requests",
                columns: new[] { "Tenant", "IsOpen", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_deletion_records_CaseId",
                table: "deletion_records",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_dispatches_CaseId_Channel_Order",
                table: "dispatches",
                columns: new[] { "CaseId", "Channel", "Order" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_dispatches_Lease",
                table: "dispatches",
                column: "Lease");

            migrationBuilder.CreateIndex(
                name: "IX_dispatches_State_NextTryAt",
                table: "dispatches",
                columns: new[] { "State", "NextTryAt" });

            migrationBuilder.CreateIndex(
                name: "IX_dispatches_Tenant_Id",
                table: "dispatches",
                columns: new[] { "Tenant", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_CaseId_Id",
                table: "notifications",
                columns: new[] { "CaseId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_EventId_Participant",
                table: "notifications",
                columns: new[] { "EventId", "Participant" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_notifications_State_NextTryAt",
                table: "notifications",
                columns: new[] { "State", "NextTryAt" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_Tenant_State_Id",
                table: "notifications",
                columns: new[] { "Tenant", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_outcome_codes_CaseId_Participant",
                table: "outcome_codes",
                columns: new[] { "CaseId", "Participant" });

            migrationBuilder.CreateIndex(
                name: "IX_payments_AskAt",
                table: "payments",
                column: "AskAt");

            migrationBuilder.CreateIndex(
                name: "IX_payments_CaseId_Claim",
                table: "payments",
                columns: new[] { "CaseId", "Claim" });

            migrationBuilder.CreateIndex(
                name: "IX_payments_Tenant_State_Id",
                table: "payments",
                columns: new[] { "Tenant", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_sign_ins_CaseId",
                table: "sign_ins",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_sign_ins_SessionTag",
                table: "sign_ins",
                column: "SessionTag");

            migrationBuilder.CreateIndex(
                name: "IX_sign_ins_SubjectTag",
                table: "sign_ins",
                column: "SubjectTag");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "breaches");

            migrationBuilder.DropTable(
                name: "case_figures");

            migrationBuilder.DropTable(
                name: "case_people");

            migrationBuilder.DropTable(
                name: "daily_figures");

            migrationBuilder.DropTable(
                name: "data_requests");

            migrationBuilder.DropTable(
                name: "deletion_records");

            migrationBuilder.DropTable(
                name: "dispatches");

            migrationBuilder.DropTable(
                name: "figure_places");

            migrationBuilder.DropTable(
                name: "help_tickets");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "outcome_codes");

            migrationBuilder.DropTable(
                name: "payments");

            migrationBuilder.DropTable(
                name: "satisfaction");

            migrationBuilder.DropTable(
                name: "sign_ins");

            migrationBuilder.DropIndex(
                name: "IX_tokens_SignIn",
                table: "tokens");

            migrationBuilder.DropIndex(
                name: "IX_result_lookups_Person",
                table: "result_lookups");

            migrationBuilder.DropIndex(
                name: "IX_cases_Tenant_RetainUntil_Id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "SignIn",
                table: "tokens");

            migrationBuilder.DropColumn(
                name: "RetainUntil",
                table: "cases");
        }
    }
}
