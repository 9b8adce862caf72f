using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteVerify.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Platform : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Position",
                table: "outbox",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Tenant",
                table: "data_keys",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "DueAt",
                table: "cases",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "OpenCorrections",
                table: "cases",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<byte[]>(
                name: "Commitment",
                table: "audit_leaves",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "job_runs",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedAt = table.Column<long>(type: "bigint", nullable: true),
                    SucceededAt = table.Column<long>(type: "bigint", nullable: true),
                    FailedAt = table.Column<long>(type: "bigint", nullable: true),
                    Failures = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_runs", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "kept_answers",
                columns: table => new
                {
                    Tag = table.Column<byte[]>(type: "bytea", nullable: false),
                    Fingerprint = table.Column<byte[]>(type: "bytea", nullable: true),
                    Lease = table.Column<Guid>(type: "uuid", nullable: false),
                    LeaseUntil = table.Column<long>(type: "bigint", nullable: false),
                    Acts = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Answer = table.Column<byte[]>(type: "bytea", nullable: true),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kept_answers", x => x.Tag);
                });

            migrationBuilder.CreateTable(
                name: "meters",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    Operation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Done = table.Column<long>(type: "bigint", nullable: false),
                    Refused = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meters", x => new { x.Tenant, x.Month, x.Operation });
                });

            migrationBuilder.CreateTable(
                name: "one_time_codes",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Scope = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_one_time_codes", x => new { x.Tenant, x.Account });
                });

            migrationBuilder.CreateTable(
                name: "tenant_keys",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Wrapped = table.Column<byte[]>(type: "bytea", nullable: false),
                    MasterKeyId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tenant_keys", x => x.Tenant);
                });

            migrationBuilder.CreateTable(
                name: "upload_pieces",
                columns: table => new
                {
                    Upload = table.Column<Guid>(type: "uuid", nullable: false),
                    Offset = table.Column<long>(type: "bigint", nullable: false),
                    Length = table.Column<int>(type: "integer", nullable: false),
                    Data = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_upload_pieces", x => new { x.Upload, x.Offset });
                });

            migrationBuilder.CreateTable(
                name: "uploads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Owner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Length = table.Column<long>(type: "bigint", nullable: false),
                    Offset = table.Column<long>(type: "bigint", nullable: false),
                    Pieces = table.Column<int>(type: "integer", nullable: false),
                    WrappedKey = table.Column<byte[]>(type: "bytea", nullable: false),
                    Description = table.Column<byte[]>(type: "bytea", nullable: false),
                    IsComplete = table.Column<bool>(type: "boolean", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_uploads", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_attempts",
                columns: table => new
                {
                    Delivery = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Milliseconds = table.Column<int>(type: "integer", nullable: false),
                    Outcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Status = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_attempts", x => new { x.Delivery, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Endpoint = table.Column<Guid>(type: "uuid", nullable: false),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    Run = table.Column<int>(type: "integer", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: true),
                    Subject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    QueuedAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextTryAt = table.Column<long>(type: "bigint", nullable: false),
                    Lease = table.Column<Guid>(type: "uuid", nullable: true),
                    DoneAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_deliveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_endpoints",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Client = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<int>(type: "integer", nullable: false),
                    StateSince = table.Column<long>(type: "bigint", nullable: false),
                    Events = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    FailingSince = table.Column<long>(type: "bigint", nullable: true),
                    LastDeliveredAt = table.Column<long>(type: "bigint", nullable: true),
                    LastFailedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_endpoints", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_used_once_ExpiresAt",
                table: "used_once",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_tokens_ExpiresAt",
                table: "tokens",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_Tenant_Position_Id",
                table: "outbox",
                columns: new[] { "Tenant", "Position", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_download_links_ExpiresAt",
                table: "download_links",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_cases_Tenant_DueAt_Id",
                table: "cases",
                columns: new[] { "Tenant", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_capture_fingerprints_At",
                table: "capture_fingerprints",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_appointment_seats_At",
                table: "appointment_seats",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_kept_answers_ExpiresAt",
                table: "kept_answers",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_uploads_ExpiresAt",
                table: "uploads",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_uploads_Tenant_ExpiresAt",
                table: "uploads",
                columns: new[] { "Tenant", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_Endpoint_EventId_Run",
                table: "webhook_deliveries",
                columns: new[] { "Endpoint", "EventId", "Run" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_Endpoint_State_Id",
                table: "webhook_deliveries",
                columns: new[] { "Endpoint", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_Lease",
                table: "webhook_deliveries",
                column: "Lease");

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_State_NextTryAt",
                table: "webhook_deliveries",
                columns: new[] { "State", "NextTryAt" });

            migrationBuilder.CreateIndex(
                name: "IX_webhook_endpoints_Tenant_Client",
                table: "webhook_endpoints",
                columns: new[] { "Tenant", "Client" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "job_runs");

            migrationBuilder.DropTable(
                name: "kept_answers");

            migrationBuilder.DropTable(
                name: "meters");

            migrationBuilder.DropTable(
                name: "one_time_codes");

            migrationBuilder.DropTable(
                name: "tenant_keys");

            migrationBuilder.DropTable(
                name: "upload_pieces");

            migrationBuilder.DropTable(
                name: "uploads");

            migrationBuilder.DropTable(
                name: "webhook_attempts");

            migrationBuilder.DropTable(
                name: "webhook_deliveries");

            migrationBuilder.DropTable(
                name: "webhook_endpoints");

            migrationBuilder.DropIndex(
                name: "IX_used_once_ExpiresAt",
                table: "used_once");

            migrationBuilder.DropIndex(
                name: "IX_tokens_ExpiresAt",
                table: "tokens");

            migrationBuilder.DropIndex(
                name: "IX_outbox_Tenant_Position_Id",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "IX_download_links_ExpiresAt",
                table: "download_links");

            migrationBuilder.DropIndex(
                name: "IX_cases_Tenant_DueAt_Id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_capture_fingerprints_At",
                table: "capture_fingerprints");

            migrationBuilder.DropIndex(
                name: "IX_appointment_seats_At",
                table: "appointment_seats");

            migrationBuilder.DropColumn(
                name: "Position",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "Tenant",
                table: "data_keys");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "OpenCorrections",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "Commitment",
                table: "audit_leaves");
        }
    }
}
