using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteVerify.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Cases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outbox_SentAt_Id",
                table: "outbox");

            migrationBuilder.AddColumn<byte[]>(
                name: "Details",
                table: "published",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RenewAt",
                table: "published",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Type",
                table: "published",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ValidUntil",
                table: "published",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Version",
                table: "published",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1L);

            migrationBuilder.AddColumn<Guid>(
                name: "Lease",
                table: "outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NextTryAt",
                table: "outbox",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "appointment_seats",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    ServicePoint = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Seat = table.Column<int>(type: "INTEGER", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Appointment = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_appointment_seats", x => new { x.Tenant, x.ServicePoint, x.At, x.Seat });
                });

            migrationBuilder.CreateTable(
                name: "download_links",
                columns: table => new
                {
                    TokenSha256 = table.Column<string>(type: "TEXT", nullable: false),
                    Result = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_download_links", x => x.TokenSha256);
                });

            migrationBuilder.CreateTable(
                name: "person_handles",
                columns: table => new
                {
                    Person = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Handle = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MasterKeyId = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_handles", x => x.Person);
                });

            migrationBuilder.CreateTable(
                name: "procedures",
                columns: table => new
                {
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<string>(type: "TEXT", nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ImportedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ImportedBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procedures", x => new { x.Kind, x.Code, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "published_hashes",
                columns: table => new
                {
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    Published = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_published_hashes", x => new { x.Sha256, x.Published });
                });

            migrationBuilder.CreateTable(
                name: "published_owners",
                columns: table => new
                {
                    Published = table.Column<Guid>(type: "TEXT", nullable: false),
                    Person = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_published_owners", x => new { x.Person, x.Published });
                });

            migrationBuilder.CreateTable(
                name: "register_books",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    LastNumber = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_books", x => new { x.Tenant, x.Code, x.Year });
                });

            migrationBuilder.CreateTable(
                name: "register_entries",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    BookCode = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Living = table.Column<string>(type: "TEXT", nullable: true),
                    ReservedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReservedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedBy = table.Column<string>(type: "TEXT", nullable: true),
                    DocumentSha256 = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_entries", x => new { x.Tenant, x.BookCode, x.Year, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "related_acts",
                columns: table => new
                {
                    Document = table.Column<Guid>(type: "TEXT", nullable: false),
                    Target = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_related_acts", x => x.Document);
                });

            migrationBuilder.CreateTable(
                name: "result_imports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    Scope = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_result_imports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "result_lookups",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Person = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_result_lookups", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "share_requests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    Person = table.Column<byte[]>(type: "BLOB", nullable: false),
                    IsOpen = table.Column<bool>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_share_requests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "share_uses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Share = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_share_uses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "shares",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    Person = table.Column<byte[]>(type: "BLOB", nullable: false),
                    TokenSha256 = table.Column<string>(type: "TEXT", nullable: true),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shares", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_published_Tenant_RenewAt",
                table: "published",
                columns: new[] { "Tenant", "RenewAt" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_Lease",
                table: "outbox",
                column: "Lease");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_SentAt_NextTryAt_Id",
                table: "outbox",
                columns: new[] { "SentAt", "NextTryAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_procedures_Kind_Code_EffectiveFrom",
                table: "procedures",
                columns: new[] { "Kind", "Code", "EffectiveFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_published_owners_Published",
                table: "published_owners",
                column: "Published");

            migrationBuilder.CreateIndex(
                name: "IX_register_entries_CaseId_BookCode_Living",
                table: "register_entries",
                columns: new[] { "CaseId", "BookCode", "Living" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_register_entries_Tenant_State_ReservedAt",
                table: "register_entries",
                columns: new[] { "Tenant", "State", "ReservedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_related_acts_Target",
                table: "related_acts",
                column: "Target");

            migrationBuilder.CreateIndex(
                name: "IX_result_imports_Tenant_State_Id",
                table: "result_imports",
                columns: new[] { "Tenant", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_result_lookups_CaseId",
                table: "result_lookups",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_share_requests_Person_IsOpen",
                table: "share_requests",
                columns: new[] { "Person", "IsOpen" });

            migrationBuilder.CreateIndex(
                name: "IX_share_uses_Share",
                table: "share_uses",
                column: "Share");

            migrationBuilder.CreateIndex(
                name: "IX_shares_Person",
                table: "shares",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_shares_TokenSha256",
                table: "shares",
                column: "TokenSha256",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "appointment_seats");

            migrationBuilder.DropTable(
                name: "download_links");

            migrationBuilder.DropTable(
                name: "person_handles");

            migrationBuilder.DropTable(
                name: "procedures");

            migrationBuilder.DropTable(
                name: "published_hashes");

            migrationBuilder.DropTable(
                name: "published_owners");

            migrationBuilder.DropTable(
                name: "register_books");

            migrationBuilder.DropTable(
                name: "register_entries");

            migrationBuilder.DropTable(
                name: "related_acts");

            migrationBuilder.DropTable(
                name: "result_imports");

            migrationBuilder.DropTable(
                name: "result_lookups");

            migrationBuilder.DropTable(
                name: "share_requests");

            migrationBuilder.DropTable(
                name: "share_uses");

            migrationBuilder.DropTable(
                name: "shares");

            migrationBuilder.DropIndex(
                name: "IX_published_Tenant_RenewAt",
                table: "published");

            migrationBuilder.DropIndex(
                name: "IX_outbox_Lease",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "IX_outbox_SentAt_NextTryAt_Id",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "Details",
                table: "published");

            migrationBuilder.DropColumn(
                name: "RenewAt",
                table: "published");

            migrationBuilder.DropColumn(
                name: "Type",
                table: "published");

            migrationBuilder.DropColumn(
                name: "ValidUntil",
                table: "published");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "published");

            migrationBuilder.DropColumn(
                name: "Lease",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "NextTryAt",
                table: "outbox");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_SentAt_Id",
                table: "outbox",
                columns: new[] { "SentAt", "Id" });
        }
    }
}
