@echo off
rem The launcher of the cairn program on Windows; ./cairn is its elder sibling and says more. Nobody has run this one yet.
setlocal EnableDelayedExpansion
set "ROOT=%~dp0"
set "PROGRAM=%ROOT%week07-raft\target\cairn.jar"
set "REHEARSED=%ROOT%week07-raft\target\cairn.aot"
set "PART="
set "FIRST="
rem The course has a program of its own, so that a week that does not compile does not stop it.
if "%~1"=="learn" (
    set "PROGRAM=%ROOT%common\workbook\target\cairn-workbook.jar"
    set "PART=-pl common/workbook"
    set "FIRST=%ROOT:~0,-1%"
)
set "ALWAYS=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+ExitOnOutOfMemoryError -XX:+DisplayVMOutputToStderr -Djdk.tls.rejectClientInitiatedRenegotiation=true"
rem A command that is over in a moment starts faster with the small collector; what stays up gets the defaults.
set "SHORT=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
set "JDK="
for %%J in ("%CAIRN_JAVA_HOME%" "%JAVA_HOME%") do if not defined JDK call :consider "%%~J"
for /d %%J in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk-*" "%USERPROFILE%\.jdks\*") do if not defined JDK call :consider "%%~J"
if not defined JDK (
    echo cairn: Cairn needs a JDK 25 or newer and found none: install one ^(for example Eclipse Temurin 25^) or set CAIRN_JAVA_HOME to it. 1>&2
    exit /b 3
)
rem Newer sources are not looked for here: delete week07-raft\target or common\workbook\target to have it built again.
if not exist "%PROGRAM%" (
    echo cairn: building ^(first use^), this takes a moment ... 1>&2
    set "JAVA_HOME=!JDK!"
    pushd "%ROOT%"
    call mvnw.cmd -q -B -ntp -Dlints=off -Djacoco.skip -Dmaven.test.skip %PART% package 1>&2
    set "BUILT=!ERRORLEVEL!"
    popd
    if not "!BUILT!"=="0" (
        echo cairn: the build failed ^(its messages stand above^) 1>&2
        exit /b 3
    )
    if not defined PART call :rehearse
)
setlocal DisableDelayedExpansion
if defined PART goto learn
for %%C in (serve node demo bench sim history) do if "%~1"=="%%C" set "SHORT="
set "CACHE="
if defined SHORT if exist "%REHEARSED%" set CACHE=-XX:AOTCache="%REHEARSED%" -Xlog:disable
"%JDK%\bin\java" %ALWAYS% %SHORT% %CAIRN_JAVA_OPTS% %CACHE% -jar "%PROGRAM%" %*
exit /b %ERRORLEVEL%

rem The word learn is for this launcher alone.
:learn
set "REST="
:next
shift
if not "%~1"=="" (
    set REST=%REST% %1
    goto next
)
"%JDK%\bin\java" %ALWAYS% %SHORT% %CAIRN_JAVA_OPTS% -Dcairn.root="%FIRST%" -jar "%PROGRAM%" %REST%
exit /b %ERRORLEVEL%

rem Has the Java runtime write down what it loads in a short run, so that later starts find it ready (JEP 514).
:rehearse
setlocal DisableDelayedExpansion
set "STAGE=%TEMP%\cairn-%RANDOM%-%RANDOM%"
>"%STAGE%.txt" (
    echo put k v
    echo get k
    echo scan
    echo stats --json
)
"%JDK%\bin\java" %ALWAYS% %SHORT% -XX:AOTCacheOutput="%REHEARSED%" -jar "%PROGRAM%" db shell --dir "%STAGE%" <"%STAGE%.txt" >nul 2>&1
del "%STAGE%.txt"
rmdir /s /q "%STAGE%" 2>nul
exit /b

:consider
if "%~1"=="" exit /b
if not exist "%~1\bin\javac.exe" exit /b
if not exist "%~1\release" exit /b
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
    for /f "tokens=1 delims=.+-" %%M in ("%%~V") do if %%M GEQ 25 set "JDK=%~1"
)
exit /b
