@echo off
rem UNTESTED: nobody has run this file on Windows yet. The tested script is mvnw.
rem
rem Runs Maven with the given arguments. It takes, in this order: the pinned Maven
rem from the user's wrapper cache, the mvn.cmd on PATH when it is new enough, the
rem pinned Maven downloaded and verified. See mvnw, which does the same.

setlocal
rem PowerShell runs the part of this file after the marker line and prints the path
rem of the mvn.cmd to use. It writes messages to the standard error.
set "MVNW_SELF=%~f0"
set "MVNW_MVN="
for /f "usebackq delims=" %%m in (`powershell -NoProfile -NonInteractive -ExecutionPolicy Bypass -Command "$s = [IO.File]::ReadAllText($env:MVNW_SELF); $m = '### ' + 'PowerShell'; & ([ScriptBlock]::Create($s.Substring($s.IndexOf($m))))"`) do set "MVNW_MVN=%%m"
if not defined MVNW_MVN exit /b 1
rem Without call, which would change carets and percent signs in the arguments.
rem Maven's exit code is the one of this file.
"%MVNW_MVN%" %*
exit /b %ERRORLEVEL%

### PowerShell
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
# The oldest mvn on PATH that is used
$minimum = [Version] '3.8.7'

function Say($text) { [Console]::Error.WriteLine("mvnw: $text") }

$temp = $null
try {
	$properties = $env:MVNW_PROPERTIES
	if (-not $properties) {
		$properties = Join-Path (Split-Path $env:MVNW_SELF) '.mvn\wrapper\maven-wrapper.properties'
	}
	# It also undoes the backslash escapes that such a file may have.
	$pinned = ConvertFrom-StringData ((Get-Content -Raw -LiteralPath $properties) -replace '\\', '')
	$url = $pinned.distributionUrl
	$sha512 = "$($pinned.distributionSha512Sum)".Trim()
	if (-not ($url -match '/(apache-maven-[^/]+)-bin\.tar\.gz$')) {
		throw "no distributionUrl of a Maven -bin.tar.gz in $properties"
	}
	$name = $Matches[1]
	if ($sha512 -notmatch '^[0-9a-fA-F]{128}$') {
		throw "no valid distributionSha512Sum in $properties"
	}
	$key = $sha512.Substring(0, 16).ToLowerInvariant()

	$userHome = $env:MAVEN_USER_HOME
	if (-not $userHome) { $userHome = Join-Path $env:USERPROFILE '.m2' }
	$dists = Join-Path $userHome 'wrapper\dists'
	# The directory of this file, and those that the Apache Maven Wrapper uses
	$cached = @(
		"$dists\$name\$key\bin\mvn.cmd"
		"$dists\$name\*\bin\mvn.cmd"
		"$dists\$name\*\$name\bin\mvn.cmd"
		"$dists\$name-bin\*\$name\bin\mvn.cmd"
	) | ForEach-Object { Get-Item -Path $_ -ErrorAction SilentlyContinue } | Select-Object -First 1
	if ($cached) { return $cached.FullName }

	$installed = Get-Command mvn.cmd -CommandType Application -ErrorAction SilentlyContinue |
		Select-Object -First 1
	if ($installed) {
		# The user's options are left out, as -q shortens the output and a debugger waits.
		# This PowerShell is a process of its own, so Maven still gets them afterwards.
		$env:MAVEN_ARGS = $env:MAVEN_OPTS = ''
		$output = (cmd /d /c "`"$($installed.Source)`" --version 2>nul") -join "`n"
		# It may print colours.
		$output = $output -replace "$([char] 27)[\[(][0-9;?]*[A-Za-z]", ''
		if (-not ($output -match 'Apache Maven (\d+\.\d+(\.\d+)?)')) {
			Say "cannot tell the version of $($installed.Source), not using it"
		}
		elseif ([Version] $Matches[1] -lt $minimum) {
			Say "$($installed.Source) is Maven $($Matches[1]), older than $minimum, not using it"
		}
		else {
			return $installed.Source
		}
	}

	New-Item -ItemType Directory -Force "$dists\$name" | Out-Null
	# In the cache itself: a rename is atomic only within one volume.
	$temp = Join-Path $dists ('.mvnw.' + [Guid]::NewGuid())
	New-Item -ItemType Directory "$temp\unpacked" | Out-Null
	Say "downloading $url"
	[Net.ServicePointManager]::SecurityProtocol = 'Tls12'
	(New-Object Net.WebClient).DownloadFile($url, "$temp\archive")
	$actual = (Get-FileHash -Algorithm SHA512 -LiteralPath "$temp\archive").Hash
	# PowerShell compares without regard to case.
	if ($actual -ne $sha512) {
		throw "the SHA-512 checksum of $url is wrong, not using it: expected $sha512, actual $actual"
	}
	# The tar of Windows: another one on PATH may take C: for a host.
	& "$env:SystemRoot\System32\tar.exe" -x -z -f "$temp\archive" -C "$temp\unpacked"
	if (-not (Test-Path "$temp\unpacked\$name\bin\mvn.cmd")) { throw "cannot unpack $url" }
	try {
		[IO.Directory]::Move("$temp\unpacked\$name", "$dists\$name\$key")
	}
	catch {
		# Another mvnw may have been faster, and then its result will do.
		if (-not (Test-Path "$dists\$name\$key\bin\mvn.cmd")) { throw }
	}
	return "$dists\$name\$key\bin\mvn.cmd"
}
catch {
	Say $_.Exception.Message
}
finally {
	if ($temp) {
		Remove-Item -Recurse -Force -LiteralPath $temp -ErrorAction SilentlyContinue
		# Left only by a failure: no directory is left behind empty.
		foreach ($directory in "$dists\$name", $dists, (Split-Path $dists)) {
			if ((Test-Path $directory) -and -not (Get-ChildItem -Force $directory)) {
				Remove-Item $directory
			}
		}
	}
}
