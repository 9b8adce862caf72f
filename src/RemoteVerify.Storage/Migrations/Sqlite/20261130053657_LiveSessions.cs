using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteVerify.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LiveSessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "live_pieces",
                columns: table => new
                {
                    Room = table.Column<Guid>(type: "TEXT", nullable: false),
                    Recording = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    Length = table.Column<int>(type: "INTEGER", nullable: false),
                    Blob = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_live_pieces", x => new { x.Room, x.Recording, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "live_rooms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenCase = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_live_rooms", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_live_rooms_CaseId",
                table: "live_rooms",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_live_rooms_OpenCase",
                table: "live_rooms",
                column: "OpenCase",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "live_pieces");

            migrationBuilder.DropTable(
                name: "live_rooms");
        }
    }
}
