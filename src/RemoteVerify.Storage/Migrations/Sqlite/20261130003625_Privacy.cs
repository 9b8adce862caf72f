using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteVerify.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Privacy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "RetainUntil",
                table: "cases",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "breaches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    WarnAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_breaches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "case_people",
                columns: table => new
                {
                    Person = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_people", x => new { x.Person, x.CaseId });
                });

            migrationBuilder.CreateTable(
                name: "data_requests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    Person = table.Column<byte[]>(type: "BLOB", nullable: false),
                    IsOpen = table.Column<bool>(type: "INTEGER", nullable: false),
                    EscalateAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_requests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "deletion_records",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deletion_records", x => x.Id);
                });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "breaches");

            migrationBuilder.DropTable(
                name: "case_people");

            migrationBuilder.DropTable(
                name: "data_requests");

            migrationBuilder.DropTable(
                name: "deletion_records");

            migrationBuilder.DropIndex(
                name: "IX_result_lookups_Person",
                table: "result_lookups");

            migrationBuilder.DropIndex(
                name: "IX_cases_Tenant_RetainUntil_Id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "RetainUntil",
                table: "cases");
        }
    }
}
