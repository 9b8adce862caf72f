using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteVerify.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Jobs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DueAt",
                table: "cases",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

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

            migrationBuilder.CreateIndex(
                name: "IX_used_once_ExpiresAt",
                table: "used_once",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_tokens_ExpiresAt",
                table: "tokens",
                column: "ExpiresAt");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "job_runs");

            migrationBuilder.DropIndex(
                name: "IX_used_once_ExpiresAt",
                table: "used_once");

            migrationBuilder.DropIndex(
                name: "IX_tokens_ExpiresAt",
                table: "tokens");

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
                name: "DueAt",
                table: "cases");
        }
    }
}
